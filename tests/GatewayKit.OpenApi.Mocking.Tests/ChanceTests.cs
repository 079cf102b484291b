namespace GatewayKit.OpenApi.Mocking;

public sealed class ChanceTests
{
    private const string Plain = "responses: { 200: { description: ok } }";

    [Fact]
    public void A_share_of_answers_fails_and_the_same_seed_fails_the_same_ones()
    {
        var options = new MockEngineOptions { ErrorRate = 0.3, Seed = 42 };
        int[] one = [.. Statuses(new MockEngine(Mocks.Of(Plain), options))], other =
            [.. Statuses(new MockEngine(Mocks.Of(Plain), options))];

        Assert.Equal(one, other);
        Assert.InRange(one.Count(status => status >= 500), 200, 400);
        Assert.Equal([200, 500, 503], one.Distinct().Order());
    }

    [Fact]
    public void A_declared_failure_is_answered_as_declared()
    {
        var engine = new MockEngine(
            Mocks.Of("responses: { 200: { description: ok }, 502: { description: a, content: { text/plain: { example: oh } } }, 5XX: { "
                + "description: b } }"),
            new MockEngineOptions { ErrorRate = 1, Seed = 1 });

        Assert.Equal([500, 502], Statuses(engine).Distinct().Order());
    }

    [Fact]
    public void What_the_client_asks_for_does_not_fail()
        => Assert.Equal(200,
            new MockEngine(Mocks.Of(Plain), new MockEngineOptions { ErrorRate = 1 }).Get("/pets", ("Prefer", "code=200")).Response.Status);

    [Fact]
    public void A_delay_is_by_chance_between_its_bounds_and_an_operation_may_have_its_own()
    {
        var options = new MockEngineOptions { Delay = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)), Seed = 3 };
        var engine = new MockEngine(Mocks.Of(Plain), options);
        var own = new MockEngine(Mocks.Of(Plain), options with
        {
            Operations = new Dictionary<string, MockOperationOptions>
            {
                ["getPets"] = new() { Delay = MockDelay.Always(TimeSpan.FromSeconds(9)) },
            },
        });

        var delays = Enumerable.Range(0, 100).Select(_ => engine.Get("/pets").Delay).ToArray();

        Assert.All(delays, delay => Assert.InRange(delay, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)));
        Assert.NotEqual(delays[0], delays[1]);
        Assert.Equal(TimeSpan.FromSeconds(9), own.Get("/pets").Delay);
    }

    private static IEnumerable<int> Statuses(MockEngine engine)
        => Enumerable.Range(0, 1000).Select(_ => engine.Get("/pets").Response.Status);
}
