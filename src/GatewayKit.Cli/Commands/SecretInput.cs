using System.Text;
using Spectre.Console;

namespace GatewayKit.Cli.Commands;

/// <summary>Reads a secret: from the terminal twice and without echo, or the only line of stdin.</summary>
internal static class SecretInput
{
    private const int MaximumLength = 1024;
    private const char InvalidByte = '\uFFFD';

    public static string Read(string name)
    {
        var secret = Console.IsInputRedirected ? ReadLine(name) : Ask(name);
        if (secret.Length is 0 or > MaximumLength || secret.Any(c => char.IsControl(c) || c == InvalidByte))
            throw new ToolException($"the {name} must have 1 to {MaximumLength} characters of UTF-8 and no control characters.");

        return secret;
    }

    private static string ReadLine(string name)
    {
        // Clients send UTF-8, whatever the encoding of the terminal is.
        using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        var secret = input.ReadLine() ?? "";
        return input.Read() < 0 ? secret : throw new ToolException($"stdin must have one line, the {name}.");
    }

    private static string Ask(string name)
    {
        // On stderr, so that stdout has only the hash.
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var secret = terminal.Prompt(new TextPrompt<string>($"{name}:").Secret(null).AllowEmpty());
        return terminal.Prompt(new TextPrompt<string>($"Repeat the {name}:").Secret(null).AllowEmpty()) == secret
            ? secret
            : throw new ToolException("the two inputs differ.");
    }
}
