package tidings.api;

import tidings.aws.HttpResponse;
import tidings.store.Catalog;

/// How many posts came, by topic and hour.
record GetStatistics(Catalog catalog) implements Route {
    @Override
    public Operation operation() {
        return new Operation("GET", "/api/stats", Access.PUBLIC);
    }

    @Override
    public HttpResponse handle(Request request) {
        return PublicData.of(catalog.statistics());
    }
}
