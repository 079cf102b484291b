using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using GatewayKit.Configuration;
using GatewayKit.Statistics.Sampling;
using GatewayKit.Telemetry.Sampling;
using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Tests.Statistics.Sampling;

/// <summary>The heads of the last requests.</summary>
public sealed class TrafficSampleTests
{
    private const string Planted = "planted";
    private const string Token = $"eyJhbGciOiJIUzI1NiJ9.{Planted}.{Planted}";

    private const string Routes = """
        routes:
          version:
            clusterId: up
            order: -1
            match:
              path: /versions
              headers: [ { name: X-Version, values: ["2"] } ]
              queryParameters: [ { name: page, values: ["2"] }, { name: api_key, values: ["1"] }, { name: q, mode: Exists } ]
          all: { clusterId: up, match: { path: "/all/{**rest}" } }
          secret: { clusterId: up, match: { path: "/secret/{**rest}" }, plugins: [ { name: token } ] }
        """;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly SampleSettings s_settings = new() { Minutes = 2, RequestsPerMinute = 10 };

    [Theory]
    [InlineData("/all/1?page=2&other=3", null, 200)]
    [InlineData("/secret/1?page=2&other=3", "ann:gold:silver", 200)]
    [InlineData("/secret/1?page=2&other=3", null, 401)]
    [InlineData("/none/1?page=2&other=3", null, 404)]
    public async Task A_request_is_recorded_with_what_routes_match_by_and_with_its_caller(string target, string? token, int status)
    {
        await using var gateway = await StartAsync();
        var sample = Enable(gateway);

        await SendAsync(gateway, target, ("X-Version", "2"), ("X-Other", "3"), ("X-Token", token));

        var head = (await ReadAsync(sample, 1)).Requests[0];
        Assert.Equal(("GET", "http", target[..^8], status), (head.Method, head.Scheme, head.Target, head.Status));
        Assert.Equal((gateway.Address.Authority, true), (head.Host, head.HasOtherParameters));
        Assert.Equal("X-Version: 2", string.Join(", ", head.Headers.Select(header => $"{header.Key}: {header.Value}")));
        Assert.Contains("X-Other", head.OtherHeaders);
        Assert.Equal(token ?? "", string.Join(':', head.Groups.Prepend(head.Consumer ?? "")));
    }

    [Fact]
    public async Task No_secret_is_in_the_memory_of_the_sample()
    {
        await using var gateway = await StartAsync();
        var sample = Enable(gateway, s_settings with { Headers = ["X-Kept"], Parameters = ["kept"] });

        await SendAsync(
            gateway, $"/secret/{Token}/jwt={Token}/1?page=1&api_key={Planted}&q={Planted}&{Planted}&{Planted}==&kept={Token}",
            ("X-Token", "ann"), ("Authorization", $"Bearer {Planted}"), ("Cookie", $"session={Planted}"), ("X-Anything", Planted),
            ("X-Kept", Token));

        var head = (await ReadAsync(sample, 1)).Requests[0];
        Assert.Equal(
            ("/secret/REDACTED/REDACTED/1?page=1&api_key=REDACTED&q=REDACTED&kept=REDACTED", "ann"), (head.Target, head.Consumer));
        Assert.Contains("X-Kept", head.OtherHeaders);
        Assert.All(BuffersOf(sample), bytes => Assert.DoesNotContain(Planted, Encoding.UTF8.GetString(bytes), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ten_times_as_many_requests_do_not_need_more_memory()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 30, TimeSpan.Zero));
        await using var gateway = await StartAsync(setup => setup.WithTime(time));
        var sample = Enable(gateway);
        var rest = new string('x', 1500);

        for (var i = 0; i < 200; i++)
        {
            if (i == 100)
                time.Advance(TimeSpan.FromMinutes(1));
            await SendAsync(gateway, $"/all/{rest}{i}");
        }

        var content = await ReadAsync(sample, 20);
        Assert.Equal((20, 200L, 1.5), (content.Requests.Count, content.Seen, (content.To - content.From).TotalMinutes));
        Assert.InRange(BuffersOf(sample).Sum(bytes => bytes.Length), 20 * 1500, 20 * SampleSlot.MaxLength);
    }

    [Fact]
    public void Each_request_of_a_minute_has_the_same_chance()
    {
        var sample = Enabled(new FakeTimeProvider(), s_settings with { RequestsPerMinute = 200 });

        for (var i = 0; i < 2000; i++)
            Record(sample, $"/{i}");

        var late = sample.Read().Requests.Count(head => int.Parse(head.Target[1..], CultureInfo.InvariantCulture) >= 1000);
        Assert.Equal(200, sample.Read().Requests.Count);
        Assert.InRange(late, 40, 160);
    }

    [Fact]
    public void Old_requests_are_gone()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var sample = Enabled(time, s_settings);
        Record(sample, "/1");

        time.Advance(TimeSpan.FromMinutes(1));
        Record(sample, "/2");
        Assert.Equal(["/1", "/2"], sample.Read().Requests.Select(head => head.Target).Order());

        time.Advance(TimeSpan.FromMinutes(1));
        var content = sample.Read();
        Assert.Equal(("/2", 1L), (Assert.Single(content.Requests).Target, content.Seen));
    }

    [Theory]
    [InlineData("host.example:80")]
    [InlineData("*")]
    [InlineData("http://user:planted@host.example/a?q=planted", "/a")]
    [InlineData("http://host.example", "/")]
    public void A_target_of_another_form_is_recorded_as_a_path_or_not_at_all(string target, string? recorded = null)
    {
        var sample = Enabled(new FakeTimeProvider(), s_settings);

        Record(sample, target);

        Assert.Equal(target == "*" ? "*" : recorded, sample.Read().Requests.SingleOrDefault()?.Target);
    }

    [Fact]
    public void A_request_that_has_not_ended_or_whose_place_was_taken_is_not_part_of_it()
    {
        var sample = Enabled(new FakeTimeProvider(), s_settings with { RequestsPerMinute = 1 });
        var first = sample.Begin(Request("/1"), new GatewayConfig());
        Assert.Empty(sample.Read().Requests);

        SampledRequest second = default;
        while (second.IsEmpty)
            second = sample.Begin(Request("/2"), new GatewayConfig());
        first.End(200, null);
        Assert.Empty(sample.Read().Requests);

        second.End(204, new Consumer("ann"));
        var head = Assert.Single(sample.Read().Requests);
        Assert.Equal(("/2", 204, "ann"), (head.Target, head.Status, head.Consumer));
    }

    [Fact]
    public void A_head_or_a_caller_that_is_too_long_is_not_recorded_and_headers_are_cut()
    {
        var sample = Enabled(new FakeTimeProvider(), s_settings);

        Record(sample, "/" + new string('x', SampleSlot.MaxLength));
        Record(sample, "/1", new Consumer(new string('x', SampleSlot.MaxLength)));
        var many = Request("/2");
        for (var i = 0; i < 200; i++)
            many.Request.Headers[$"X-{i}-{new string('x', 30)}"] = "1";
        sample.Begin(many, new GatewayConfig()).End(200, null);

        var head = Assert.Single(sample.Read().Requests);
        Assert.Equal(("/2", true), (head.Target, head.AreHeadersCut));
    }

    [Fact]
    public async Task Nothing_is_recorded_until_it_is_enabled()
    {
        await using var gateway = await StartAsync();
        var sample = gateway.Services.GetRequiredService<TrafficSample>();

        await SendAsync(gateway, "/all/1");

        Assert.False(sample.IsEnabled);
        Assert.Equal((0, 0L), (sample.Read().Requests.Count, sample.Read().Seen));
    }

    private static Task<GatewayTestHost> StartAsync(Action<GatewayTestSetup>? more = null)
        => ProbeHost.StartAsync(new Probe(), Routes, more);

    private static TrafficSample Enable(GatewayTestHost gateway, SampleSettings? settings = null)
    {
        var sample = gateway.Services.GetRequiredService<TrafficSample>();
        sample.Enable(settings ?? s_settings);
        return sample;
    }

    private static TrafficSample Enabled(TimeProvider time, SampleSettings settings)
    {
        var sample = new TrafficSample(time);
        sample.Enable(settings);
        return sample;
    }

    private static void Record(TrafficSample sample, string target, Consumer? caller = null)
        => sample.Begin(Request(target), new GatewayConfig()).End(200, caller);

    private static DefaultHttpContext Request(string target)
    {
        var http = new DefaultHttpContext();
        http.Request.Method = "GET";
        http.Request.Scheme = "http";
        http.Request.Headers.Host = "host.example";
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;
        return http;
    }

    /// <summary>Reads the sample once it has some requests: an exchange can end after its answer.</summary>
    private static async Task<SampleContent> ReadAsync(TrafficSample sample, int requests)
    {
        using var patience = new CancellationTokenSource(s_patience);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (sample.Read() is var content)
        {
            if (content.Requests.Count >= requests)
                return content;
            await ticks.WaitForNextTickAsync(patience.Token);
        }

        throw new InvalidOperationException();
    }

    /// <summary>The memory of all places, including that of earlier requests.</summary>
    private static List<byte[]> BuffersOf(TrafficSample sample)
    {
        var windows = (IEnumerable)Field(Field(sample, "_windows"), "_windows");
        return
        [
            .. windows.Cast<object>().SelectMany(window => ((IEnumerable)Field(window, "_slots")).OfType<SampleSlot>())
                .Select(slot => (byte[])Field(slot, "_bytes")),
        ];
    }

    private static object Field(object owner, string name)
        => owner.GetType().GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(owner)!;

    private static async Task SendAsync(GatewayTestHost gateway, string target, params (string Name, string? Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, target);
        foreach (var (name, value) in headers.Where(header => header.Value is not null))
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await gateway.Client.SendAsync(request).WaitAsync(s_patience);
    }
}
