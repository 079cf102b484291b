using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Diagnostics.CodeAnalysis;
using GatewayKit.Cli.Commands;
using GatewayKit.Configuration;

namespace GatewayKit.Cli;

/// <summary>The command line <c>gatewaykit</c>: a user's error ends in a message and exit code 1, never in a stack trace.</summary>
internal static class Tool
{
    private const int Failed = 1;

    /// <summary>EX_SOFTWARE of sysexits.h: a defect of the tool.</summary>
    private const int Defect = 70;

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "The last resort: one line instead of a crash.")]
    public static async Task<int> RunAsync(string[] args)
    {
        // Not a RootCommand: that gets its name from the assembly, which can't be the tool's: for .NET and for some file
        // systems 'gatewaykit' would be the assembly 'GatewayKit'.
        var root = new Command("gatewaykit", "GatewayKit, an API gateway whose routes are lists of plugins.")
        {
            HelpExamples.Add(new HelpOption()), new VersionOption(),
            RunCommand.Create(), ValidateCommand.Create(), SchemaCommand.Create(), ExplainCommand.Create(), PlanCommand.Create(),
            ConfigCommand.Create(), MockCommand.Create(), ImportCommand.Create(), OpenApiCommand.Create(), KubeCommand.Create(),
            PluginsCommand.Create(), KeyCommand.Create(), HashCommand.Create(),
        };
        var parsed = root.Parse(args is [] ? ["--help"] : args);
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var error in ParseErrors.Of(parsed))
                ErrorList.Write(error);
            return Failed;
        }

        // The host handles signals itself and drains before it ends; the parser would end the process after two seconds.
        var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        try
        {
            return await parsed.InvokeAsync(invocation).ConfigureAwait(false);
        }
        catch (GatewayConfigException refused)
        {
            ErrorList.Write(refused.Errors);
            return Failed;
        }
        catch (ToolException error)
        {
            ErrorList.Write(error.Message);
            return Failed;
        }
        catch (Exception error)
        {
            ErrorList.Write($"unexpected error: {error.GetType().Name}: {error.Message}");
            return Defect;
        }
    }
}
