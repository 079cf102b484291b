using System.CommandLine;
using GatewayKit.Cli.Declarative;
using GatewayKit.Cli.Importing;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit config export</c>: writes the store of a gateway as a configuration file.</summary>
internal static class ConfigExportCommand
{
    public static Command Create()
    {
        var admin = new AdminCommandOptions();
        var label = ConfigLabels.Option();
        var output = new Option<string>("--output", "-o")
        {
            Description = "The file to write; - for stdout",
            HelpName = "FILE",
            DefaultValueFactory = _ => "-",
        };
        var command = new Command("export", "Write the store of a gateway as YAML. Secrets are \"***\"; apply keeps the stored ones.")
        {
            label, output,
        };
        admin.AddTo(command);
        command.SetAction(async (result, cancellation) =>
        {
            var labels = ConfigLabels.Parse(result.GetValue(label));
            using var client = admin.Connect(result);
            var entries = await client.ReadAsync(cancellation).ConfigureAwait(false);
            var yaml = YamlText.Of(ConfigExport.Of(entries.With(labels)));
            if (result.GetRequiredValue(output) is var file and not "-")
                Documents.Save(file, yaml);
            else
                Console.Out.Write(yaml);
            return 0;
        });
        return command;
    }
}
