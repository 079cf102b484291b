using System.CommandLine;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Messages;

namespace GatewayKit.Cli;

/// <summary>Describes the errors of a command line, with the name that was probably intended.</summary>
internal static class ParseErrors
{
    public static IEnumerable<string> Of(ParseResult parsed)
    {
        var unknown = parsed.UnmatchedTokens;
        var known = Names(parsed.CommandResult.Command).ToList();
        foreach (var error in parsed.Errors.Select(error => error.Message).Distinct())
        {
            // A missing argument may be the result of a misspelled one.
            if (unknown.Count > 0 && error == MissingCommand)
                continue;

            var token = unknown.FirstOrDefault(token => error.Contains($"'{token}'", StringComparison.Ordinal));
            yield return token is null ? error : error + DidYouMean.For(token, known);
        }
    }

    private const string MissingCommand = "Required command was not provided.";

    private static IEnumerable<string> Names(Command command)
        => command.Subcommands
            .Select(c => c.Name)
            .Concat(command.Options
                .SelectMany(o => o.Aliases.Append(o.Name))
                .Where(name => name.StartsWith("--", StringComparison.Ordinal)));
}
