using GatewayKit.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;

namespace GatewayKit.OpenTelemetry;

/// <summary>Raises the SDK's limit of 2,000 combinations of attributes for consumers that are counted by name.</summary>
internal static class ConsumerView
{
    private const int DefaultLimit = 2_000;
    private const int StatusClasses = 6;

    public static void Add(IServiceCollection services)
        => services.ConfigureOpenTelemetryMeterProvider((provider, metrics) =>
        {
            // Besides the consumers by name, there are all others together.
            var limit = (provider.GetRequiredService<IOptions<GatewayTelemetryOptions>>().Value.ConsumerLimit + 1) * StatusClasses;
            if (limit > DefaultLimit)
                metrics.AddView("gatewaykit.consumer.requests", new MetricStreamConfiguration { CardinalityLimit = limit });
        });
}
