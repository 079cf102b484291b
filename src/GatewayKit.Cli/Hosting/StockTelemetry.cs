using System.Globalization;
using GatewayKit.Hosting;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace GatewayKit.Cli.Hosting;

/// <summary>The telemetry of a serving stock host: what the standard variables of OpenTelemetry ask for, and metrics at the admin
/// and metrics addresses.</summary>
internal static class StockTelemetry
{
    public const string ConsumersVariable = "GATEWAYKIT_MEASURED_CONSUMERS";
    public const string DurationsVariable = "GATEWAYKIT_PLUGIN_DURATIONS";
    public const string MetersVariable = "GATEWAYKIT_METERS";

    private const int MaxConsumers = 100_000;

    /// <exception cref="ToolException">A variable is invalid.</exception>
    public static void Add(GatewayKitBuilder gateway, StockHostSettings settings)
    {
        try
        {
            gateway.UseOpenTelemetryVariables();
            if (settings.AdminUrls.Count > 0 || settings.MetricsUrls.Count > 0)
                gateway.UsePrometheus();
        }
        catch (FormatException error)
        {
            throw new ToolException(error.Message, error);
        }

        if (gateway.Host.Configuration[MetersVariable] is { Length: > 0 } meters)
        {
            gateway.Services.ConfigureOpenTelemetryMeterProvider(
                metrics => metrics.AddMeter(meters.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));
        }

        if (gateway.Host.Configuration[ConsumersVariable] is { Length: > 0 } consumers)
        {
            var limit = LimitOf(consumers);
            gateway.ConfigureTelemetry(options => options.ConsumerLimit = limit);
        }

        if (gateway.Host.Configuration[DurationsVariable] is not { Length: > 0 } durations)
            return;
        if (durations is not ("on" or "off"))
            throw new ToolException($"{DurationsVariable} is '{durations}'; it must be 'on' or 'off'.");

        gateway.ConfigureTelemetry(options => options.PluginDurations = durations == "on");
    }

    private static int LimitOf(string text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MaxConsumers ? number
            : throw new ToolException($"{ConsumersVariable} is '{text}'; it must be a number from 0 to {MaxConsumers}.");
}
