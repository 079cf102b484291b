using System.CommandLine;
using GatewayKit.Cli.Declarative;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit config validate</c>: lets a running gateway check a change.</summary>
internal static class ConfigValidateCommand
{
    public static Command Create()
    {
        var change = new ConfigChange();
        var command = change.CreateCommand("validate", "Let a running gateway check the files with its own plugins and other sources. The "
            + "exit code is 0, or 1 with every error on stderr.");
        command.SetAction((result, cancellation) => change.CheckAsync(
            result,
            (_, _, trial) =>
            {
                Console.WriteLine($"The configuration is valid: {DifferenceText.Count(trial["differences"]!.AsArray())}.");
                return Task.FromResult(0);
            },
            cancellation));
        return command;
    }
}
