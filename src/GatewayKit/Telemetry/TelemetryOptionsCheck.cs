using Microsoft.Extensions.Options;

namespace GatewayKit.Telemetry;

/// <summary>Checks the settings at the start of the host.</summary>
internal sealed class TelemetryOptionsCheck : IValidateOptions<GatewayTelemetryOptions>
{
    private const int MaxConsumers = 100_000;
    private const int MinSeries = 100;
    private const int MaxSeries = 100_000;

    public ValidateOptionsResult Validate(string? name, GatewayTelemetryOptions options)
    {
        if (options.ConsumerLimit is < 0 or > MaxConsumers)
            return ValidateOptionsResult.Fail($"ConsumerLimit is {options.ConsumerLimit}; it must be between 0 and {MaxConsumers}.");

        if (options.SeriesLimit is < MinSeries or > MaxSeries)
        {
            return ValidateOptionsResult.Fail(
                $"SeriesLimit is {options.SeriesLimit}; it must be between {MinSeries} and {MaxSeries}.");
        }

        return options.SlowHook >= TimeSpan.Zero
            ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail("SlowHook is negative; it must be zero or longer.");
    }
}
