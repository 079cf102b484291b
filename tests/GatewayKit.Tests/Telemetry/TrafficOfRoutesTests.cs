using GatewayKit.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Tests.Telemetry;

public sealed class TrafficOfRoutesTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly TrafficOfRoutes _traffic;
    private int _full;

    public TrafficOfRoutesTests() => _traffic = new TrafficOfRoutes(20, _time, () => _full++);

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void A_request_that_begins_after_the_removal_of_its_route_does_not_keep_its_series(bool isConfiguredAgain, int series)
    {
        Count("orders");
        _traffic.Keep(_ => false);
        Count("orders");
        _time.Advance(TimeSpan.FromMinutes(5));
        _traffic.Keep(_ => isConfiguredAgain);
        _time.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(series, _traffic.MeasureRequests().Count(measurement => Equals(measurement.Tags[0].Value, "orders")));
    }

    [Fact]
    public void A_request_whose_series_has_no_place_is_counted_with_the_others()
    {
        for (var status = 200; status < 205; status++)
            Count("orders", status);

        var others = _traffic.MeasureRequests().Single(measurement => Equals(measurement.Tags[0].Value, "(other)"));

        Assert.Equal((3L, 3), (others.Value, _full));
    }

    private void Count(string route, int status = 200)
        => _traffic.Count(_traffic.Of(route), new ExchangeOutcome(route, status, ExchangeOutcome.OfUpstream));
}
