using System.Globalization;
using GatewayKit.Acme.Protocol;
using GatewayKit.Acme.Tests.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Acme.Tests.Protocol;

/// <summary>A server that fails, in each way that matters.</summary>
public sealed class AcmeServerTests : IAsyncLifetime, IDisposable
{
    private readonly AccountKey _key = AccountKey.Create();
    private readonly AcmeHttp _http = new(null, TimeProvider.System);
    private AcmeTestServer _server = null!;

    public async Task InitializeAsync() => _server = await AcmeTestServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _http.Dispose();
        _key.Dispose();
    }

    [Fact]
    public async Task A_request_whose_nonce_isnt_accepted_is_repeated_with_the_nonce_of_the_response()
    {
        var refused = 0;
        _server.Intercept = context => IsPost(context) && refused++ < 9
            ? AcmeTestServer.ProblemAsync(context, 400, "badNonce") : Task.FromResult(false);

        var answer = await RegisterAsync();

        Assert.Equal(201, (int)answer.Status);
        Assert.Equal(10, refused);
        Assert.Single(_server.Requests, "HEAD /new-nonce");
    }

    [Fact]
    public async Task A_server_that_accepts_no_nonce_is_given_up_after_ten_attempts()
    {
        _server.Intercept = context => IsPost(context)
            ? AcmeTestServer.ProblemAsync(context, 400, "badNonce") : Task.FromResult(false);

        var error = await Assert.ThrowsAsync<AcmeException>(RegisterAsync);

        Assert.Equal("badNonce", error.Type);
        Assert.Equal(10, _server.Requests.Count(r => r == "POST /new-account"));
    }

    [Fact]
    public async Task A_nonce_that_isnt_base64url_isnt_used()
    {
        _server.Intercept = context =>
        {
            context.Response.Headers["Replay-Nonce"] = "a+b/";
            return Task.FromResult(false);
        };

        var error = await Assert.ThrowsAsync<AcmeException>(RegisterAsync);

        Assert.Equal($"{_server.Url}/new-nonce sent no valid nonce.", error.Message);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("99999999", 7 * 24 * 3600)]
    [InlineData("-5", null)]
    public async Task A_limit_of_the_server_says_how_long_to_wait(string value, int? seconds)
    {
        _server.Intercept = context =>
        {
            context.Response.Headers.RetryAfter = value;
            return IsPost(context) ? AcmeTestServer.ProblemAsync(context, 429, "rateLimited", "Too many.") : Task.FromResult(false);
        };

        var error = await Assert.ThrowsAsync<AcmeException>(RegisterAsync);

        Assert.Equal($"{_server.Url}/new-account responded with rateLimited: Too many.", error.Message);
        Assert.Equal(seconds, error.RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task A_limit_can_have_a_date()
    {
        _server.Intercept = context =>
        {
            context.Response.Headers.RetryAfter = DateTime.UtcNow.AddHours(2).ToString("R", CultureInfo.InvariantCulture);
            return IsPost(context) ? AcmeTestServer.ProblemAsync(context, 429, "rateLimited") : Task.FromResult(false);
        };

        var error = await Assert.ThrowsAsync<AcmeException>(RegisterAsync);

        Assert.InRange(error.RetryAfter!.Value, TimeSpan.FromMinutes(110), TimeSpan.FromMinutes(121));
    }

    [Fact]
    public async Task The_parts_of_a_problem_are_named_on_one_line_without_control_characters()
    {
        _server.Intercept = async context =>
        {
            if (!IsPost(context))
                return false;
            context.Response.StatusCode = 403;
            context.Response.ContentType = "application/problem+json; charset=utf-8";
            await context.Response.WriteAsync("""
                {"type":"urn:ietf:params:acme:error:compound","detail":"Two\nlines\u001b[31m","subproblems":[
                  {"type":"urn:ietf:params:acme:error:caa","detail":"CAA forbids","identifier":{"type":"dns","value":"a.example"}}]}
                """);
            return true;
        };

        var error = await Assert.ThrowsAsync<AcmeException>(RegisterAsync);

        Assert.EndsWith("compound: Two lines [31m; a.example: caa: CAA forbids", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"type\":1")]
    [InlineData("[]")]
    [InlineData("{\"type\":\"about:blank\",\"type\":\"about:blank\"}")]
    public async Task A_damaged_problem_is_reported_as_its_status(string body)
    {
        _server.Intercept = async context =>
        {
            if (!IsPost(context))
                return false;
            context.Response.StatusCode = 500;
            context.Response.ContentType = AcmeProblem.MediaType;
            await context.Response.WriteAsync(body);
            return true;
        };

        var error = await Assert.ThrowsAsync<AcmeException>(RegisterAsync);

        Assert.Equal($"{_server.Url}/new-account responded with status 500.", error.Message);
    }

    [Fact]
    public async Task A_directory_of_another_media_type_is_rejected()
    {
        _server.Intercept = async context =>
        {
            context.Response.ContentType = "text/html";
            await context.Response.WriteAsync("{}");
            return true;
        };

        var error = await Assert.ThrowsAsync<AcmeException>(() => DirectoryAsync());

        Assert.Equal($"{_server.Directory} sent text/html instead of application/json.", error.Message);
    }

    [Fact]
    public async Task A_redirect_isnt_followed()
    {
        await using var other = await AcmeTestServer.StartAsync();
        _server.Intercept = context =>
        {
            context.Response.Redirect(other.Directory.ToString());
            return Task.FromResult(true);
        };

        var error = await Assert.ThrowsAsync<AcmeException>(() => DirectoryAsync());

        Assert.Contains("redirects", error.Message, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task A_huge_response_is_cut_off()
    {
        _server.Intercept = async context =>
        {
            context.Response.ContentType = "application/json";
            var part = new byte[64 * 1024];
            for (var i = 0; i < 1000 && !context.RequestAborted.IsCancellationRequested; i++)
                await context.Response.Body.WriteAsync(part, context.RequestAborted);
            return true;
        };

        var error = await Assert.ThrowsAsync<AcmeException>(() => DirectoryAsync());

        Assert.Equal($"The response of {_server.Directory} is larger than 256KB.", error.Message);
    }

    [Fact]
    public async Task A_response_that_doesnt_end_is_given_up_after_thirty_seconds()
    {
        var time = new FakeTimeProvider();
        var arrived = new TaskCompletionSource();
        _server.Intercept = async context =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("{");
            await context.Response.Body.FlushAsync();
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return true;
        };
        using var http = new AcmeHttp(null, time);
        var reading = new AcmeServer(_server.Directory, http).DirectoryAsync(default);

        await arrived.Task.InTime();
        time.Advance(AcmeHttp.Timeout);
        var error = await Assert.ThrowsAsync<AcmeException>(() => reading.InTime());

        Assert.Equal($"{_server.Directory} didn't respond within 30s.", error.Message);
    }

    [Fact]
    public async Task A_server_that_cant_be_reached_is_reported()
    {
        await _server.DisposeAsync();

        var error = await Assert.ThrowsAsync<AcmeException>(() => DirectoryAsync());

        Assert.StartsWith($"{_server.Directory} can't be reached: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://acme.example/order/1")]
    [InlineData("http://127.0.0.1/order/1")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:password@acme.example/order/1")]
    [InlineData("/order/1")]
    [InlineData(null)]
    public void An_address_that_an_https_server_sends_must_be_absolute_and_use_https(string? address)
    {
        var server = new AcmeServer(new Uri("https://acme.example/directory"), _http);

        Assert.Throws<AcmeException>(() => server.Address(address, "the order"));
        Assert.Equal("/order/1", server.Address("https://acme.example/order/1", "the order").AbsolutePath);
    }

    private static bool IsPost(HttpContext context) => context.Request.Method == "POST";

    private Task<DirectoryResource> DirectoryAsync() => new AcmeServer(_server.Directory, _http).DirectoryAsync(default).InTime();

    private async Task<AcmeAnswer> RegisterAsync()
    {
        var server = new AcmeServer(_server.Directory, _http);
        var directory = await server.DirectoryAsync(default).InTime();
        return await server.PostAsync(new Uri(directory.NewAccount!), _key, null, "{}"u8.ToArray(), default).InTime();
    }
}
