using System.Net.Http.Headers;
using System.Text.Json;

namespace GatewayKit.Plugins.Tests.Aggregate;

/// <summary>Answers that are composed of other routes.</summary>
public sealed class AggregateTests(AggregateGateway gateway) : IClassFixture<AggregateGateway>
{
    private const string User =
        """{"id":7,"name":"A\"n/n","big":12345678901234567890.10,"address":{"city":"Köln"},"tags":["a","b","c"]}""";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("bodies/", 200, "{\"user\":" + User + ",\"none\":null}")]
    [InlineData("template/", 200, """
        {"who":"A\"n/n","city":"in KÖLN","big":12345678901234567890.10,"all":["a","b","c"],"second":"b","missing":null,"status":204,
        "ok":true,"type":"application/json","none":null,"constant":[1,true,null,"x\"y"]}
        """)]
    [InlineData("query/?q=%26x%3D1%2F..%2F%23%20%C3%B6", 200, "\"?q=%26x%3D1%2F..%2F%23%20%C3%B6&r=1\"")]
    [InlineData("post/", 200, """{"target":"","q":"","h":"n 7 copied","body":{"id":7,"text":"<A\"n/n>"}}""")]
    [InlineData("each/", 203, "{\"user\":" + User + """
        ,"stock":[{"left":"a"},"gone",{"left":"c"}],
        "errors":[{"part":"stock","status":404,"detail":"The part 'stock' responded with 404."}]}
        """)]
    [InlineData("optional/", 200, """
        {"a":{"x":1},"error":"responded with 500","b":7,
        "errors":[{"part":"a","status":500,"detail":"The part 'a' responded with 500."}]}
        """)]
    [InlineData("head/", 200, "\"5000000 true\"")]
    [InlineData("accepted/", 200, """{"a":404}""")]
    [InlineData("late-part/", 200, "{\"a\":null,\"b\":" + User + "}")]
    [InlineData("gzip/", 200, """{"a":{"x":1}}""")]
    [InlineData("br/", 200, """{"a":{"x":1}}""")]
    [InlineData("text/", 200, """{"a":"text"}""")]
    [InlineData("accepted-range/", 200, """{"a":{"a":16}}""")]
    [InlineData("optional-range/", 200, """{"a":"none"}""")]
    public async Task The_answer_is_composed(string path, int status, string expected)
    {
        var answer = await GetAsync(path);

        Assert.Equal((status, expected.ReplaceLineEndings("")), (answer.Status, answer.Text));
    }

    [Theory]
    [InlineData("each-required/", 404, "The part 'stock' responded with 404.")]
    [InlineData("each-many/", 502, "The part 'stock' has 3 items, which is more than 'maxItems'.")]
    [InlineData("each-no-list/", 502, "The part 'x' needs a value that is missing or invalid.")]
    [InlineData("required/", 502, "The part 'a' responded with 500.")]
    [InlineData("passed/", 404, "The part 'a' responded with 404.")]
    [InlineData("no-route/", 502, "The part 'a' responded with 404.")]
    [InlineData("late/", 504, "The part 'a' took too long.")]
    [InlineData("late-body/", 504, "The part 'a' took too long.")]
    [InlineData("loop/", 502, "The part 'a' responded with 502.")]
    [InlineData("missing-of-client/", 400, "The part 'a' needs a value that is missing or invalid.")]
    [InlineData("missing-of-client/?id=1&id=2", 400, "The part 'a' needs a value that is missing or invalid.")]
    [InlineData("missing-of-part/", 502, "The part 'a' needs a value that is missing or invalid.")]
    [InlineData("no-credentials/", 401, "The part 'a' responded with 401.")]
    [InlineData("deep-default/", 502, "The part 'a' has a body that isn't valid JSON, or is too deep.")]
    [InlineData("sum/", 502, "longer than 'maxTotalSize'.")]
    [InlineData("many-times/", 502, "The answer can't be composed of its parts.")]
    [InlineData("unknown-coding/", 502, "The part 'a' has a content coding that isn't supported.")]
    [InlineData("bomb/", 502, "The part 'a' has a body that is longer than 'maxBodySize'.")]
    [InlineData("broken-gzip/", 502, "The part 'a' has a body that can't be decoded.")]
    [InlineData("huge/", 502, "The part 'a' has a body that is longer than 'maxBodySize'.")]
    [InlineData("invalid/", 502, "The part 'a' has a body that isn't valid JSON, or is too deep.")]
    [InlineData("duplicate/", 502, "The part 'a' has a body that isn't valid JSON, or is too deep.")]
    [InlineData("range/", 502, "The part 'a' responded with a range of its content.")]
    [InlineData("range-200/", 502, "The part 'a' responded with a range of its content.")]
    [InlineData("html/", 502, "The part 'a' has a body that isn't JSON.")]
    public async Task A_failure_is_a_problem(string path, int status, string detail)
    {
        var answer = await GetAsync(path);

        using var problem = JsonDocument.Parse(answer.Text);
        Assert.Equal(status, answer.Status);
        Assert.EndsWith(detail, problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("application/problem+json", answer.Type);
    }

    [Theory]
    [InlineData("path/?q=a%2Fb", "a slash")]
    [InlineData("path/?q=..%2F..%2Fprivate%2Fuser%2F7", "a slash")]
    [InlineData("path/?q=a;b", "a semicolon")]
    [InlineData("path/?q=..;", "a semicolon")]
    [InlineData("path/?q=%5C", "a backslash")]
    [InlineData("path/?q=%252e", "a percent sign")]
    [InlineData("path/?q=a%3Fb", "a question mark")]
    [InlineData("path/?q=a%23", "a number sign")]
    [InlineData("path/?q=%0A", "a control character")]
    [InlineData("path/?q=.", "only dots")]
    [InlineData("path/?q=..", "only dots")]
    [InlineData("kept-path/?q=..", "only dots")]
    [InlineData("kept-path/?q=a;", "a semicolon")]
    [InlineData("mixed-path/?q=a%2Fb", "a slash")]
    [InlineData("item-path/?q=a,..", "only dots")]
    public async Task A_value_of_the_client_that_would_change_the_structure_of_a_path_is_its_error(string path, string problem)
        => Assert.Equal(
            (400, $"The part 'a' can't be requested, because a value in its path has {problem}."), await DetailAsync(path));

    [Fact]
    public async Task A_value_of_a_part_that_would_change_the_structure_of_a_path_isnt_the_clients_error()
        => Assert.Equal(
            (502, "The part 'next' can't be requested, because a value in its path has a slash."), await DetailAsync("steps/?q=1"));

    [Theory]
    [InlineData("path/?q=a.b", "\"a.b\"")]
    [InlineData("path/?q=...", "\"...\"")]
    [InlineData("kept-path/?q=a%2Fb", "\"a%2Fb\"")]
    [InlineData("mixed-path/?q=x", "\"7.x\"")]
    public async Task Other_values_are_encoded_in_a_path(string path, string expected)
    {
        var answer = await GetAsync(path);

        Assert.Equal((200, expected), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task The_parts_have_the_credentials_of_the_client_and_their_own_limits()
    {
        var first = await GetAsync("credentials/", ("X-Api-Key", "alice-key-0123456789"));
        var second = await GetAsync("credentials/", ("X-Api-Key", "alice-key-0123456789"));
        var other = await GetAsync("credentials/", ("X-Api-Key", "bob-key-0123456789-0123"));

        Assert.Equal((200, "7"), (first.Status, first.Text));
        Assert.Equal(429, second.Status);
        Assert.True(second.Headers.RetryAfter is not null);
        Assert.Equal(200, other.Status);
    }

    [Fact]
    public async Task No_cache_may_store_the_answer_to_a_caller()
    {
        var known = await GetAsync("stored/", ("X-Api-Key", "alice-key-0123456789"));
        var unknown = await GetAsync("stored/");

        Assert.Equal((200, "7"), (known.Status, known.Text));
        Assert.Equal(401, unknown.Status);
        Assert.True(unknown.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task A_challenge_of_a_part_is_passed_on()
        => Assert.NotEmpty((await GetAsync("no-credentials/")).Headers.WwwAuthenticate);

    [Fact]
    public async Task A_text_that_isnt_unicode_never_makes_an_invalid_answer()
    {
        var answer = await GetAsync("surrogate/");

        JsonDocument.Parse(answer.Text).Dispose();
        Assert.Equal(502, answer.Status);
    }

    [Theory]
    [InlineData("surrogate")]
    [InlineData("surrogate-text")]
    [InlineData("surrogate-item")]
    [InlineData("latin1")]
    public async Task A_text_that_isnt_unicode_fails_only_its_part(string path)
    {
        var answer = await GetAsync("optional-text/" + path);

        Assert.Equal((200, """{"a":"gone","b":"none"}"""), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task Deep_bodies_are_allowed_up_to_the_limit() => Assert.Equal(200, (await GetAsync("deep/")).Status);

    [Fact]
    public async Task The_number_of_requests_at_the_same_time_is_limited()
    {
        var answer = GetAsync("serial/");
        for (var part = 0; part < 3; part++)
        {
            var held = await HeldAsync();

            // Time for another request of a gateway that doesn't wait.
            for (var exchange = 0; exchange < 20; exchange++)
                await GetAsync("text/");
            Assert.Equal(0, gateway.Held.Count);
            held.SetResult();
        }

        Assert.Equal("""{"a":1,"b":1,"c":1}""", (await answer).Text);
    }

    [Fact]
    public async Task Without_a_limit_the_requests_run_at_the_same_time()
    {
        var answer = GetAsync("parallel/");

        TaskCompletionSource[] held = [await HeldAsync(), await HeldAsync(), await HeldAsync()];

        Array.ForEach(held, request => request.SetResult());
        Assert.Equal("""{"a":1,"b":1,"c":1}""", (await answer).Text);
    }

    private Task<TaskCompletionSource> HeldAsync() => gateway.Held.ReadAsync().AsTask().WaitAsync(s_patience);

    private async Task<(int, string?)> DetailAsync(string path)
    {
        var answer = await GetAsync(path);
        using var problem = JsonDocument.Parse(answer.Text);
        return (answer.Status, problem.RootElement.GetProperty("detail").GetString());
    }

    private async Task<(int Status, string Text, string? Type, HttpResponseHeaders Headers)> GetAsync(
        string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/" + path);
        request.Headers.Add("X-Copied", "copied");
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        using var response = await gateway.Host.Client.SendAsync(request).WaitAsync(s_patience);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync().WaitAsync(s_patience),
            response.Content.Headers.ContentType?.MediaType, response.Headers);
    }
}
