using System.Globalization;
using GatewayKit.Store;
using Microsoft.Extensions.Configuration;

namespace GatewayKit.Cli.Hosting;

/// <summary>The settings of the history of the stock host's store, from the environment.</summary>
internal static class StockHistory
{
    private const string KeepRevisions = "GATEWAYKIT_STORE_KEEP_REVISIONS";
    private const string KeepTime = "GATEWAYKIT_STORE_KEEP_TIME";

    /// <exception cref="ToolException">A variable is invalid.</exception>
    public static void Configure(StoreHistoryOptions options, IConfiguration environment)
    {
        EnvironmentSetting.Apply(
            environment, KeepRevisions, text => options.KeepRevisions = int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture));
        EnvironmentSetting.Apply(environment, KeepTime, text => options.KeepTime = Duration.Parse(text));
    }
}
