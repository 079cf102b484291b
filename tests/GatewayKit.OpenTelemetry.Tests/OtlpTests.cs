using GatewayKit.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace GatewayKit.OpenTelemetry.Tests;

public sealed class OtlpTests
{
    [Theory]
    [InlineData("grpc")]
    [InlineData("http/protobuf")]
    public async Task Metrics_traces_and_logs_reach_a_collector(string protocol)
    {
        await using var receiver = await OtlpReceiver.StartAsync(protocol);
        await using var gateway = await ExportHost.StartAsync(
            builder => builder.UseOpenTelemetry(), null,
            ("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", protocol));

        await ExportHost.SendAsync(gateway, "/orders/7");
        await ExportHost.SendAsync(gateway, "/failing");
        await UntilAsync(gateway, () => receiver.Contains("traces", "POST /failing")
            && receiver.Contains("traces", "POST /orders/{**rest}") && receiver.Contains("metrics", "gatewaykit.request.duration"));

        Assert.Equal(["logs", "metrics", "traces"], receiver.Signals);
        Assert.True(receiver.Contains("metrics", "gatewaykit.requests"));
        Assert.True(receiver.Contains("metrics", "gatewaykit.request.duration"));
        Assert.True(receiver.Contains("traces", "POST /orders/{**rest}"));
        Assert.True(receiver.Contains("traces", "gatewaykit.destination"));
        Assert.True(receiver.Contains("logs", "Plugin 'failing' failed on route 'failing' in its request hook."));
        Assert.True(receiver.Contains("logs", "gatewaykit"));
    }

    [Theory]
    [InlineData(true, "cumulative")]
    [InlineData(false, "cumulative")]
    [InlineData(true, "delta")]
    public async Task Prometheus_and_a_collector_get_the_same_metrics(bool prometheusFirst, string temporality)
    {
        await using var receiver = await OtlpReceiver.StartAsync("http/protobuf");
        await using var gateway = await ExportHost.StartAsync(
            builder =>
            {
                builder.UseAdminUrls("http://127.0.0.1:0");
                if (prometheusFirst)
                    builder.UsePrometheus().UseOpenTelemetry();
                else
                    builder.UseOpenTelemetry().UsePrometheus();
            },
            null,
            ("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE", temporality));
        using var scrape = new Scrape(gateway);

        await ExportHost.SendAsync(gateway, "/orders/7");
        await scrape.UntilAsync("gatewaykit_requests_total{");
        Assert.DoesNotContain("metrics", receiver.Signals);
        await UntilAsync(gateway, () => receiver.Contains("metrics", "gatewaykit.requests"));
        await ExportHost.SendAsync(gateway, "/orders/7");
        await scrape.UntilAsync("gatewaykit_request_duration_seconds_count{route=\"orders\",status=\"2xx\"} 2\n");
    }

    [Fact]
    public async Task No_signal_contains_a_query_or_a_credential()
    {
        await using var receiver = await OtlpReceiver.StartAsync("http/protobuf");
        await using var gateway = await ExportHost.StartAsync(
            builder => builder.UseOpenTelemetry(), null,
            ("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("Logging:LogLevel:Default", "Debug"));

        await ExportHost.SendAsync(gateway, "/orders/7?key=planted-secret");
        await ExportHost.SendAsync(gateway, "/broken?key=planted-secret");
        await UntilAsync(gateway, () => receiver.Contains("traces", "POST /broken"));

        Assert.All(receiver.Signals, signal => Assert.False(receiver.Contains(signal, "planted-secret"), signal));
    }

    [Fact]
    public async Task Only_signals_with_an_endpoint_are_exported_if_the_variables_decide()
    {
        await using var receiver = await OtlpReceiver.StartAsync("http/protobuf");
        await using var gateway = await ExportHost.StartAsync(
            builder => builder.UseOpenTelemetryVariables(), null,
            ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", receiver.Address + "/v1/traces"),
            ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/protobuf"));

        await ExportHost.SendAsync(gateway, "/orders/7");
        await UntilAsync(gateway, () => receiver.Contains("traces", "POST /orders/{**rest}"));

        Assert.Equal(["traces"], receiver.Signals);
        Assert.Null(gateway.Services.GetService<MeterProvider>());
    }

    [Theory]
    [InlineData("OTEL_SDK_DISABLED", "true")]
    [InlineData("OTEL_TRACES_EXPORTER", "none")]
    public async Task A_signal_can_be_turned_off(string variable, string value)
    {
        await using var gateway = await ExportHost.StartAsync(builder => builder.UseOpenTelemetry(), null, (variable, value));

        Assert.Null(gateway.Services.GetService<TracerProvider>());
    }

    [Fact]
    public async Task Nothing_is_exported_without_a_variable()
    {
        await using var gateway = await ExportHost.StartAsync(builder => builder.UseOpenTelemetryVariables());

        Assert.Null(gateway.Services.GetService<TracerProvider>());
        Assert.Null(gateway.Services.GetService<MeterProvider>());
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4317", "it must be an address such as http://localhost:4317.")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json", "it must be grpc or http/protobuf.")]
    [InlineData("OTEL_TRACES_EXPORTER", "zipkin", "it must be otlp or none.")]
    [InlineData("OTEL_METRICS_EXPORTER", "otlp,statsd", "it must be otlp, prometheus or none.")]
    [InlineData("OTEL_EXPORTER_OTLP_LOGS_TIMEOUT", "10s", "it must be a number of milliseconds.")]
    public void An_invalid_variable_is_an_error_at_once(string variable, string value, string reason)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration[variable] = value;

        var error = Assert.Throws<FormatException>(() => builder.AddGatewayKit().UseOpenTelemetry());

        Assert.StartsWith(variable + " is '", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(reason, error.Message, StringComparison.Ordinal);
    }

    private static async Task UntilAsync(GatewayTestHost gateway, Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(ExportHost.Patience);
        while (true)
        {
            ExportHost.Flush(gateway);
            if (condition())
                return;

            await Task.Delay(20, limit.Token);
        }
    }
}
