/* Plans deliveries: which stops a van visits, in which order. */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_NAME 32
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A place on the map, in metres east and north of the depot. */
struct stop {
    char name[MAX_NAME];
    double east, north;
    unsigned grams;
};

enum outcome { PLANNED, NO_STOPS, TOO_HEAVY };

static const char *const SAID[] = {
    [PLANNED] = "geplant",
    [NO_STOPS] = "keine Stopps → nichts zu tun",
    [TOO_HEAVY] = "zu schwer",
};

static double distance(const struct stop *from, const struct stop *to)
{
    return hypot(to->east - from->east, to->north - from->north);
}

/* Sorts the stops in place: each is the nearest to the one before it. */
static enum outcome nearest(struct stop here, struct stop *stops, size_t count, double *metres)
{
    if (count == 0)
        return NO_STOPS;
    *metres = 0.0;
    for (size_t first = 0; first < count; first++) {
        size_t best = first;
        for (size_t other = first + 1; other < count; other++) {
            if (distance(&here, &stops[other]) < distance(&here, &stops[best]))
                best = other;
        }
        struct stop chosen = stops[best];
        stops[best] = stops[first];
        stops[first] = chosen;
        *metres += distance(&here, &chosen);
        here = chosen;
    }
    return PLANNED;
}

static bool fits(const struct stop *stops, size_t count, unsigned capacity)
{
    unsigned long total = 0;
    for (size_t i = 0; i < count; i++) {
        total += stops[i].grams;
        if (total > capacity)
            return false;
    }
    return true;
}

static void print_plan(FILE *out, const struct stop *stops, size_t count, double metres)
{
    fputs("Depot", out);
    for (const struct stop *stop = stops; stop != stops + count; ++stop) {
        switch (stop->grams / 10000) {
        case 0:
            fprintf(out, " → %s", stop->name);
            break;
        case 1:
        case 2:
            fprintf(out, " → %s (schwer)", stop->name);
            break;
        default:
            fprintf(out, " → %s (%u g!)", strlen(stop->name) ? stop->name : "?", stop->grams);
        }
    }
    fprintf(out, ": %.1f km\n", metres / 1000.0);
}

int main(void)
{
    struct stop stops[] = {
        { "Bäckerei", 120.0, -340.0, 4200 },
        { "Öffentliche Bücherei", -80.5, 910.0, 21000 },
        { "日本食品", 640.0, 75.0, 900 },
    };
    const struct stop depot = { "Depot", 0.0, 0.0, 0 };
    double metres = 0.0;
    enum outcome outcome = nearest(depot, stops, COUNT(stops), &metres);
    if (outcome == PLANNED && !fits(stops, COUNT(stops), 25000))
        outcome = TOO_HEAVY;
    if (outcome != PLANNED) {
        fprintf(stderr, "%s\n", SAID[outcome]);
        return EXIT_FAILURE;
    }
    print_plan(stdout, stops, COUNT(stops), metres);
    return EXIT_SUCCESS;
}
