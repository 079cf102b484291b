using System.CommandLine;
using System.Text.Json.Nodes;
using GatewayKit.Cli.Declarative;
using GatewayKit.Cli.Hosting;

namespace GatewayKit.Cli.Commands;

/// <summary>The change that <c>diff</c>, <c>apply</c> and <c>validate</c> have in common.</summary>
internal sealed class ConfigChange
{
    private readonly AdminCommandOptions _admin = new();
    private readonly Option<string[]> _label = ConfigLabels.Option();

    private readonly Option<string[]> _config = new("--config", "-c")
    {
        Description = "The files with all entries of the store: YAML, or JSON if its name ends in .json; - for stdin; can be "
            + $"repeated [default: {StockHost.DefaultConfig}]",
        HelpName = "FILE",
    };

    private readonly Option<bool> _all = new("--all")
    {
        Description = "Without --label: also change and delete entries that have labels",
    };

    public Command CreateCommand(string name, string description)
    {
        var command = new Command(name, description) { _config, _label, _all };
        _admin.AddTo(command);
        return command;
    }

    /// <summary>Checks the change, and writes the errors and warnings.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="finish">Continues with the client, the change and the result of the check.</param>
    /// <param name="revision">The revision that the change is based on; null for the latest.</param>
    /// <param name="message">The reason.</param>
    /// <param name="cancellation">Cancels the command.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> CheckAsync(
        ParseResult result, Func<AdminClient, FileChange, JsonObject, Task<int>> finish, CancellationToken cancellation,
        long? revision = null, string message = "")
    {
        var labels = ConfigLabels.Parse(result.GetValue(_label));
        var files = FileEntries.Read(result.GetValue(_config) is { Length: > 0 } given ? given : [StockHost.DefaultConfig]);
        using var client = _admin.Connect(result);
        var store = await client.ReadAsync(cancellation).ConfigureAwait(false);
        if (labels.Count == 0 && !result.GetValue(_all))
            RefuseLabeled("don't contain", ConfigTransaction.Deleted(files, store.Items));

        var transaction = ConfigTransaction.Of(files, store, labels, revision ?? store.Revision, message);
        var (trial, errors) = await client.ApplyAsync(transaction, isDryRun: true, cancellation).ConfigureAwait(false);
        if (trial is null)
        {
            Write(errors, files);
            return 1;
        }

        if (labels.Count == 0 && !result.GetValue(_all))
            RefuseLabeled("change", ConfigTransaction.Changed(trial["differences"]!.AsArray(), store.Items));

        foreach (var warning in trial["warnings"]!.AsArray())
            Console.Error.WriteLine($"warning: {Text(warning!.AsObject(), files)}");
        return await finish(client, new FileChange(files, transaction), trial).ConfigureAwait(false);
    }

    /// <summary>Writes errors with their locations in the files.</summary>
    public static void Write(IEnumerable<JsonObject> errors, IReadOnlyList<FileEntry> files)
    {
        foreach (var error in errors)
            Console.Error.WriteLine(Text(error, files));
    }

    private static void RefuseLabeled(string verb, IEnumerable<JsonObject> entries)
    {
        string[] keys = [.. entries.Where(StoreEntries.HasLabels).Select(StoreEntries.KeyOf)];
        if (keys.Length > 0)
        {
            throw new ToolException(
                $"the files {verb} {string.Join(", ", keys.Take(10))}{(keys.Length > 10 ? ", ..." : "")}, which have labels and so "
                    + "belong to an owner. Use --label to change only the entries of an owner, or --all to change those of all.");
        }
    }

    private static string Text(JsonObject error, IReadOnlyList<FileEntry> files)
    {
        const string Store = "store: ";
        var (location, message) = ((string?)error["location"] ?? "", (string?)error["message"] ?? "");
        var key = location.StartsWith(Store, StringComparison.Ordinal) ? location[Store.Length..] : null;
        var entry = files.FirstOrDefault(file => file.Key.Equals(key, StringComparison.OrdinalIgnoreCase));
        var place = entry?.Location.ToString() ?? location;
        message = files.Aggregate(message, (shown, file) => file.Variables.Masked(shown));
        return ErrorList.OneLine(place.Length == 0 ? message : $"{place}: {message}");
    }
}
