using GatewayKit.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.RateLimit;

public class LegacyFieldsTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(5, 1)]
    public async Task Of_several_entries_the_fields_are_those_of_the_nearest_limit_in_any_order(int first, int second)
    {
        await using var host = await PluginGateway.StartAsync($$"""
            routes:
              all:
                match: { path: "/{**rest}" }
                plugins:
                  - { name: rate-limit, id: a, options: { limit: {{first}}, window: 1m, by: ip, legacyHeaders: true } }
                  - { name: rate-limit, id: b, options: { limit: {{second}}, window: 1m, by: ip, legacyHeaders: true } }
                  - { name: mock }
            """, setup => setup.WithTime(new FakeTimeProvider()));

        foreach (var status in new[] { 200, 429 })
        {
            var answer = await host.GetAsync("/");
            Assert.Equal(
                (status, "1", "0", "60"),
                (answer.Status, answer.Header("X-RateLimit-Limit"), answer.Header("X-RateLimit-Remaining"),
                    answer.Header("X-RateLimit-Reset")));
        }
    }

    [Theory]
    [InlineData(200, null, "7")]
    [InlineData(200, "7", "7")]
    [InlineData(200, "8", "7")]
    [InlineData(200, "6", "6")]
    [InlineData(200, "many", "7")]
    [InlineData(429, "8", "8")]
    public void Fewer_remaining_requests_and_those_of_a_rejection_stay(int status, string? before, string after)
    {
        var fields = new RateLimitFields("default", [new CounterLimit(10, TimeSpan.FromMinutes(1))], ["1m"], legacy: true);
        var response = new DefaultHttpContext().Response;
        (response.StatusCode, response.Headers["X-RateLimit-Remaining"]) = (status, before);

        fields.AddLegacy(response, new CounterDecision(true, 0, 7, TimeSpan.FromSeconds(9), TimeSpan.Zero));

        Assert.Equal(after, response.Headers["X-RateLimit-Remaining"]);
    }
}
