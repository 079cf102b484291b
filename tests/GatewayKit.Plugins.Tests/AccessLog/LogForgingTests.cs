using System.Net.Sockets;

namespace GatewayKit.Plugins.Tests.AccessLog;

/// <summary>A client can't forge lines or fields.</summary>
public sealed class LogForgingTests
{
    [Fact]
    public async Task Hostile_values_stay_in_their_field_in_JSON()
    {
        await using var gateway = await LoggedGateway.StartAsync("fields: [ path, query, user-agent, request.header.x-a, status ]");

        await SendAsync(gateway, "GET /a?x=%0d%0a%22 HTTP/1.1", "User-Agent: a\",\"status\":200}\t{\"b\":\"c\\", "X-A: \xff\xfe\xc3");
        var line = await gateway.JsonAsync();

        Assert.Equal(5, line.EnumerateObject().Count());
        Assert.Equal("a\",\"status\":200}\t{\"b\":\"c\\", line.GetProperty("user-agent").GetString());
        Assert.DoesNotContain((await gateway.LinesAsync(1))[0], char.IsControl);
    }

    [Fact]
    public async Task Hostile_values_stay_in_their_field_in_the_formats_of_Apache()
    {
        await using var gateway = await LoggedGateway.StartAsync("format: combined");

        // In Latin-1, these are the bytes of an é in UTF-8.
        await SendAsync(gateway, "GET /a?q=1 HTTP/1.1", "User-Agent: x\" 200 1 \"y\\", "Referer: \u00c3\u00a9");

        Assert.Matches(
            """^127\.0\.0\.1 - - \[\d\d/\w{3}/\d{4}:\d\d:\d\d:\d\d \+0000\] "GET /a\?q=1 HTTP/1\.1" 200 \d+"""
                + """ "\\xc3\\xa9" "x\\" 200 1 \\"y\\\\"$""",
            Assert.Single(await gateway.LinesAsync(1)));
    }

    [Fact]
    public async Task Spaces_of_a_value_outside_of_quotes_do_not_look_like_another_column()
    {
        await using var gateway = await LoggedGateway.StartAsync("format: '{user-agent} {status} \"{user-agent}\"'");

        await gateway.Host.GetAsync("/", ("User-Agent", "a 500 b"));

        Assert.Equal(["a\\x20500\\x20b 200 \"a 500 b\""], await gateway.LinesAsync(1));
    }

    [Theory]
    [InlineData("json")]
    [InlineData("common")]
    [InlineData("'{variable.hostile}|{request.header.x-hostile}'")]
    public async Task Escape_sequences_and_line_breaks_that_a_plugin_passes_on_are_escaped(string format)
    {
        var options = $"format: {format}" + (format == "json" ? ", fields: [ variable.hostile ]" : "");
        await using var gateway = await LoggedGateway.StartAsync(
            options, setUp: setup => setup.WithPlugin<HostileVariablePlugin>(), plugins: ["{ name: hostile-variable }"]);

        await gateway.Host.GetAsync("/");

        Assert.DoesNotContain(Assert.Single(await gateway.LinesAsync(1)), character => character is < ' ' or > '~');
    }

    [Fact]
    public async Task A_value_of_a_megabyte_is_shortened()
    {
        await using var gateway = await LoggedGateway.StartAsync("fields: [ variable.long ]",
            setUp: setup => setup.WithPlugin<HostileVariablePlugin>(), plugins: ["{ name: hostile-variable }"]);

        await gateway.Host.GetAsync("/");

        Assert.Equal(8192, (await gateway.JsonAsync()).GetProperty("variable.long").GetString()!.Length);
    }

    [Fact]
    public async Task A_header_of_a_megabyte_never_reaches_the_log()
    {
        await using var gateway = await LoggedGateway.StartAsync("format: '{status}'");

        await SendAsync(gateway, "GET / HTTP/1.1", "X-A: " + new string('a', 1 << 20));
        await gateway.Host.GetAsync("/b");

        Assert.Equal(["200"], await gateway.LinesAsync(1));
    }

    private static async Task SendAsync(LoggedGateway gateway, params string[] lines)
    {
        try
        {
            await gateway.Host.SendRawAsync(lines);
        }
        catch (IOException error) when (error.InnerException is SocketException)
        {
            // The gateway closes the connection before a head that is too long has ended.
        }
    }
}
