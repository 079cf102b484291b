using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Plugins.Tests.StreamLimits;

public sealed class EventStreamLimitsTests(EventStreamLimitsTests.OverHttp1 host) : IClassFixture<EventStreamLimitsTests.OverHttp1>
{
    [Theory]
    [InlineData("/idle", 60)]
    [InlineData("/duration", 50)]
    public async Task An_event_stream_ends_normally_after_its_time(string path, int seconds)
    {
        var id = Guid.NewGuid().ToString();
        using var response = await host.Host.Client
            .GetAsync(new Uri(host.Host.Address, $"{path}?{id}"), HttpCompletionOption.ResponseHeadersRead).WaitAsync(StreamHost.Patience);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Equal("data: 1", await reader.ReadLineAsync().WaitAsync(StreamHost.Patience));
        Assert.Equal("", await reader.ReadLineAsync().WaitAsync(StreamHost.Patience));

        var rest = reader.ReadToEndAsync();
        host.Time.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.False(rest.IsCompleted);
        host.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("", await rest.WaitAsync(StreamHost.Patience));
        Assert.Null(await host.UpstreamEndAsync(id));
    }

    [Theory]
    [InlineData("idleTimeout: 1ms", "(stream-limits): options.idleTimeout is 1ms; it must be between 1s and 1d.")]
    [InlineData("idleTimeout: 2m, maxDuration: 1m",
        "(stream-limits): options.idleTimeout is 2m; it must not be longer than 'maxDuration' (1m).")]
    [InlineData("maxMessageSize: 0", "(stream-limits): options.maxMessageSize is 0B; it must be at least 1 byte.")]
    [InlineData("messageLimit: 5", "(stream-limits): options.messageWindow is missing; 'messageLimit' requires it.")]
    [InlineData("messageWindow: 5s", "(stream-limits): options.messageLimit is missing; 'messageWindow' requires it.")]
    [InlineData("", "(stream-limits): options must set 'idleTimeout', 'maxDuration', 'maxMessageSize', 'maxUpstreamMessageSize' or "
        + "'messageLimit'.")]
    public async Task An_invalid_option_is_refused(string options, string expected)
        => Assert.Equal([expected], await PluginGateway.ErrorsOfAsync($"{{ name: stream-limits, options: {{ {options} }} }}"));

    public sealed class OverHttp1() : StreamHost(HttpProtocols.Http1);
}
