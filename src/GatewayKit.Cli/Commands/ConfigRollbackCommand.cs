using System.CommandLine;
using System.Text.Json.Nodes;
using GatewayKit.Cli.Declarative;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit config rollback</c>: writes the content of an earlier revision as a new one.</summary>
internal static class ConfigRollbackCommand
{
    public static Command Create()
    {
        var admin = new AdminCommandOptions();
        var revision = new Argument<long>("revision") { Description = "The number of the earlier revision", HelpName = "REVISION" };
        var includesPortal = new Option<bool>("--include-portal")
        {
            Description = "Also roll back consumers of the developer portal, with their keys. Revoked keys, and applications that were "
                + "deleted or blocked, then work again. Keys that were issued later stop working",
        };
        var basedOn = new Option<long?>("--based-on")
        {
            Description = "The revision that --dry-run has shown; later changes of the same entries are a conflict "
                + "[default: the latest one]",
            HelpName = "REVISION",
        };
        var isDryRun = new Option<bool>("--dry-run") { Description = "Only show what would change" };
        var message = new Option<string?>("--message", "-m") { Description = "The reason for the revision", HelpName = "TEXT" };
        var command = new Command("rollback", "Write the content of an earlier revision as a new one. Consumers of the developer portal, "
            + "with their keys, stay as they are, unless --include-portal is stated.")
        {
            revision, includesPortal, basedOn, isDryRun, message,
        };
        admin.AddTo(command);
        command.SetAction(async (result, cancellation) =>
        {
            using var client = admin.Connect(result);
            var request = new JsonObject
            {
                ["basedOn"] = result.GetValue(basedOn),
                ["includePortal"] = result.GetValue(includesPortal),
                ["message"] = result.GetValue(message),
            };
            var (done, problem) = await client
                .RollBackAsync(result.GetValue(revision), request, result.GetValue(isDryRun), cancellation).ConfigureAwait(false);
            if (done is not null)
                return Write(done);

            ConfigChange.Write(AdminClient.ErrorsOf(problem!), []);
            if (problem!["kept"] is JsonArray { Count: > 0 } kept)
                Console.Error.WriteLine(HintFor([.. kept.Select(key => (string)key!)]));
            return 1;
        });
        return command;
    }

    private static string HintFor(string[] kept)
        => $"hint: {string.Join(", ", kept.Take(10))}{(kept.Length > 10 ? ", ..." : "")}: consumers of the developer portal stay as they "
            + "are, and need an entry that the rollback removes, such as a group. Keep this entry, or add --include-portal.";

    private static int Write(JsonObject done)
    {
        var differences = done["differences"]!.AsArray();
        foreach (var line in DifferenceText.Of(differences, []))
            Console.WriteLine(line);
        foreach (var key in done["kept"] as JsonArray ?? [])
            Console.WriteLine($"= {key} stays as it is");
        Console.WriteLine((bool)done["written"]!
            ? $"Revision {done["revision"]} is written."
            : $"{DifferenceText.Count(differences)}, compared with revision {done["revision"]}.");
        return 0;
    }
}
