using System.Globalization;
using GatewayKit.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Cli.Hosting;

/// <summary>The telemetry of a serving stock host: what the standard variables of OpenTelemetry ask for, and metrics at the admin
/// and metrics addresses.</summary>
internal static class StockTelemetry
{
    public const string ConsumersVariable = "GATEWAYKIT_MEASURED_CONSUMERS";

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

        if (gateway.Host.Configuration[ConsumersVariable] is not { Length: > 0 } text)
            return;

        var limit = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MaxConsumers ? number
            : throw new ToolException($"{ConsumersVariable} is '{text}'; it must be a number from 0 to {MaxConsumers}.");
        gateway.ConfigureTelemetry(options => options.ConsumerLimit = limit);
    }
}
