using System.CommandLine;
using GatewayKit.Cli.Declarative;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit config diff</c>: shows what <c>apply</c> would change.</summary>
internal static class ConfigDiffCommand
{
    private const int Different = 2;

    public static Command Create()
    {
        var change = new ConfigChange();
        var command = change.CreateCommand("diff", "Show what apply would change. The exit code is 0 if nothing, 2 if something, and 1 "
            + "after an error.");
        var output = new Option<string>("--output") { Description = "The format of the differences", DefaultValueFactory = _ => "text" };
        output.AcceptOnlyFromAmong("text", "json");
        command.Add(output);
        command.SetAction((result, cancellation) => change.CheckAsync(
            result,
            (_, files, trial) =>
            {
                var differences = trial["differences"]!.AsArray();
                if (result.GetRequiredValue(output) == "json")
                {
                    Console.WriteLine(DifferenceJson.Of(differences, files.Files, (long)files.Transaction["basedOn"]!));
                    return Task.FromResult(differences.Count == 0 ? 0 : Different);
                }

                foreach (var line in DifferenceText.Of(differences, files.Files))
                    Console.WriteLine(line);
                Console.WriteLine(differences.Count == 0
                    ? $"No differences to revision {trial["revision"]}."
                    : $"{DifferenceText.Count(differences)}, based on revision {files.Transaction["basedOn"]}.");
                return Task.FromResult(differences.Count == 0 ? 0 : Different);
            },
            cancellation));
        return command;
    }
}
