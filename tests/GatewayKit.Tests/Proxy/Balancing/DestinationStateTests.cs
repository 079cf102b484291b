using Yarp.ReverseProxy.Model;

namespace GatewayKit.Tests.Proxy.Balancing;

public sealed class DestinationStateTests(BalancedHost host) : IClassFixture<BalancedHost>
{
    private const string Affinity = "sessionAffinity: { enabled: true, policy: HashCookie, affinityKeyName: session }";

    [Theory]
    [InlineData("RoundRobin")]
    [InlineData("PowerOfTwoChoices")]
    [InlineData("WeightedRoundRobin")]
    [InlineData("ConsistentHash")]
    [InlineData("LeastLatency")]
    public async Task A_drained_destination_keeps_its_sessions_and_gets_no_others(string policy)
    {
        await host.UseAsync("one two", $"loadBalancingPolicy: {policy}, destinationStates: {{ one: drained }}, {Affinity}");
        var (name, response) = await host.SendAsync();
        Assert.Equal("two", name);
        var session = response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

        await host.UseAsync("one two", $"loadBalancingPolicy: {policy}, destinationStates: {{ TWO: drained }}, {Affinity}");

        Assert.Equal("two", (await host.SendAsync("Cookie", session)).Name);
        for (var i = 0; i < 5; i++)
            Assert.Equal("one", (await host.SendAsync()).Name);
    }

    [Fact]
    public async Task The_only_destination_keeps_its_sessions_while_it_is_drained()
    {
        await host.UseAsync("one", Affinity);
        var session = (await host.SendAsync()).Response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

        await host.UseAsync("one", $"destinationStates: {{ one: drained }}, {Affinity}");

        Assert.Equal("one", (await host.SendAsync("Cookie", session)).Name);
        Assert.Equal("503", (await host.SendAsync()).Name);
    }

    [Fact]
    public async Task An_unhealthy_drained_destination_loses_its_sessions()
    {
        const string Passive = "healthCheck: { passive: { enabled: true } }";
        await host.UseAsync("one two", $"destinationStates: {{ two: disabled }}, {Affinity}, {Passive}");
        var session = (await host.SendAsync()).Response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        await host.UseAsync("one two", $"destinationStates: {{ one: drained }}, {Affinity}, {Passive}");
        Assert.Equal("one", (await host.SendAsync("Cookie", session)).Name);

        host.SetHealth("one", DestinationHealth.Unhealthy);

        Assert.Equal("two", (await host.SendAsync("Cookie", session)).Name);
    }

    [Fact]
    public async Task A_disabled_destination_gets_nothing_and_a_request_in_flight_finishes()
    {
        var entered = new TaskCompletionSource();
        var leave = new TaskCompletionSource();
        await host.UseAsync("one", Affinity);
        host.OnRequest = (_, _) =>
        {
            entered.TrySetResult();
            leave.Task.WaitAsync(TimeSpan.FromSeconds(60)).GetAwaiter().GetResult();
        };
        var inFlight = Task.Run(() => host.SendAsync());
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(60));
        host.OnRequest = (_, _) => { };

        await host.UseAsync("one two", $"destinationStates: {{ one: disabled }}, {Affinity}");
        leave.SetResult();

        var (name, response) = await inFlight;
        Assert.Equal("one", name);
        var session = response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        Assert.Equal("two", (await host.SendAsync("Cookie", session)).Name);
    }

    [Fact]
    public async Task A_retry_never_goes_to_a_drained_destination()
    {
        await host.UseAsync(
            "one two",
            "destinationStates: { two: drained }, policies: { retry: { attempts: 3, delay: 0s, statuses: [500], "
                + "budget: { percent: 100, perSecond: 1000 } } }");
        var seen = new List<string>();
        host.OnRequest = (name, http) =>
        {
            seen.Add(name);
            http.Response.StatusCode = 500;
        };

        Assert.Equal("500", (await host.SendAsync()).Name);

        host.OnRequest = (_, _) => { };
        Assert.All(seen, name => Assert.Equal("one", name));
        Assert.Equal(3, seen.Count);
    }

    [Theory]
    [InlineData("{ three: drained }", "destinationStates has 'three'")]
    [InlineData("{ one: paused }", "destinationStates.one is 'paused'")]
    public async Task A_state_that_is_not_valid_is_an_error(string states, string error)
        => Assert.Contains(
            await host.TryUseAsync("one two", $"destinationStates: {states}"),
            message => message.Contains(error, StringComparison.Ordinal));
}
