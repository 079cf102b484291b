using System.CommandLine;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit config</c>: reads and changes the store of a running gateway by files.</summary>
internal static class ConfigCommand
{
    public static Command Create() => new("config", "Read and change the store of a running gateway by configuration files.")
    {
        ConfigExportCommand.Create(), ConfigDiffCommand.Create(), ConfigApplyCommand.Create(), ConfigValidateCommand.Create(),
        ConfigRollbackCommand.Create(),
    };
}
