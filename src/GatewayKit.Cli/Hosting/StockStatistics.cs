using System.Globalization;
using GatewayKit.Store;
using Microsoft.Extensions.Configuration;

namespace GatewayKit.Cli.Hosting;

/// <summary>The settings of the usage statistics of the stock host, from the environment.</summary>
internal static class StockStatistics
{
    private const string Switch = "GATEWAYKIT_STATISTICS";
    private const string Interval = "GATEWAYKIT_STATISTICS_INTERVAL";
    private const string Series = "GATEWAYKIT_STATISTICS_SERIES";
    private const string KeepMinutes = "GATEWAYKIT_STATISTICS_KEEP_MINUTES";
    private const string KeepHours = "GATEWAYKIT_STATISTICS_KEEP_HOURS";

    /// <exception cref="ToolException">A variable is invalid.</exception>
    public static void Configure(StoreStatisticsOptions options, IConfiguration environment)
    {
        Set(Switch, text => options.IsEnabled = text switch
        {
            "on" => true,
            "off" => false,
            _ => throw new FormatException("It must be 'on' or 'off'."),
        });
        Set(Interval, text => options.WriteInterval = Duration.Parse(text));
        Set(Series, text => options.SeriesLimit = int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture));
        Set(KeepMinutes, text => options.KeepMinutes = Duration.Parse(text));
        Set(KeepHours, text => options.KeepHours = Duration.Parse(text));

        void Set(string name, Action<string> set) => EnvironmentSetting.Apply(environment, name, set);
    }
}
