using System.CommandLine;
using GatewayKit.Cli.Declarative;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit config apply</c>: changes the store of a gateway to the content of files.</summary>
internal static class ConfigApplyCommand
{
    public static Command Create()
    {
        var change = new ConfigChange();
        var message = new Option<string>("--message", "-m")
        {
            Description = "The reason for the revision",
            HelpName = "TEXT",
            DefaultValueFactory = _ => "",
        };
        var revision = new Option<long?>("--based-on")
        {
            Description = "The revision that diff has shown; later changes of the same entries are a conflict [default: the latest one]",
            HelpName = "REVISION",
        };
        var command = change.CreateCommand("apply", "Change the store of a gateway to the content of the files, as one revision. Entries "
            + "that the files don't contain are deleted.");
        command.Add(message);
        command.Add(revision);
        command.SetAction((result, cancellation) => change.CheckAsync(
            result,
            async (client, files, trial) =>
            {
                var differences = trial["differences"]!.AsArray();
                if (differences.Count == 0)
                {
                    Console.WriteLine($"No differences to revision {trial["revision"]}.");
                    return 0;
                }

                var (applied, errors) = await client.ApplyAsync(files.Transaction, isDryRun: false, cancellation).ConfigureAwait(false);
                if (applied is null)
                {
                    ConfigChange.Write(errors, files.Files);
                    return 1;
                }

                foreach (var line in DifferenceText.Of(applied["differences"]!.AsArray(), files.Files))
                    Console.WriteLine(line);
                Console.WriteLine($"Revision {applied["revision"]} is written.");
                return 0;
            },
            cancellation, result.GetValue(revision), result.GetRequiredValue(message)));
        return command;
    }
}
