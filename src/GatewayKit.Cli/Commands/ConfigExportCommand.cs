using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using GatewayKit.Cli.Declarative;
using GatewayKit.Cli.Importing;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit config export</c>: writes the store of a gateway as a configuration file.</summary>
internal static class ConfigExportCommand
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public static Command Create()
    {
        var admin = new AdminCommandOptions();
        var label = ConfigLabels.Option();
        var output = new Option<string>("--output", "-o")
        {
            Description = "The file to write: JSON if its name ends in .json, otherwise YAML; - for stdout",
            HelpName = "FILE",
            DefaultValueFactory = _ => "-",
        };
        var command = new Command("export", "Write the store of a gateway as a file. Secrets are \"***\"; apply keeps the stored ones.")
        {
            label, output,
        };
        admin.AddTo(command);
        command.SetAction(async (result, cancellation) =>
        {
            var labels = ConfigLabels.Parse(result.GetValue(label));
            using var client = admin.Connect(result);
            var entries = await client.ReadAsync(cancellation).ConfigureAwait(false);
            var document = ConfigExport.Of(entries.With(labels));
            if (result.GetRequiredValue(output) is var file and not "-")
                Documents.Save(file, IsJson(file) ? $"{document.ToJsonString(s_json)}\n" : YamlText.Of(document));
            else
                Console.Out.Write(YamlText.Of(document));
            return 0;
        });
        return command;
    }

    private static bool IsJson(string file) => file.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
}
