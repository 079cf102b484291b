using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using GatewayKit.Cli.Hosting;
using GatewayKit.Cli.Importing;
using GatewayKit.OpenApi;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit openapi diff</c>: tells breaking changes of an OpenAPI document from compatible ones.</summary>
internal static class OpenApiDiffCommand
{
    /// <summary>The exit code if a change is breaking, or the comparison isn't complete.</summary>
    private const int Breaking = 1;

    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Create()
    {
        var before = new Argument<string>("OLD") { Description = "The earlier OpenAPI document: 3.x or Swagger 2.0, YAML or JSON" };
        var after = new Argument<string>("NEW") { Description = "The later OpenAPI document" };
        var roots = HostOptions.ReferenceRoots();
        var output = new Option<string>("--output") { Description = "The format of the changes", DefaultValueFactory = _ => "text" };
        output.AcceptOnlyFromAmong("text", "json");
        var command = new Command(
            "diff",
            "Compare two OpenAPI documents, and tell breaking changes from compatible ones. The exit code is 0, or 1 if a change is "
                + "breaking, a document is invalid, or they are too large to be compared completely.")
        {
            before, after, roots, output,
        };
        command.SetAction(result => Compare(
            result.GetRequiredValue(before), result.GetRequiredValue(after), result.GetValue(roots) ?? [],
            result.GetRequiredValue(output) == "json"));
        return command;
    }

    private static int Compare(string before, string after, IReadOnlyList<string> referenceRoots, bool isJson)
    {
        var old = Documents.Load(before, referenceRoots, out var isOldWhole);
        if (old.Operations.Count == 0)
            throw new ToolException($"'{before}' has no operations, so nothing can be compared.");

        var comparison = OpenApiComparison.Compare(old, Documents.Load(after, referenceRoots, out var isNewWhole));

        // A part that can't be read could have changed.
        var isComplete = comparison.IsComplete && isOldWhole && isNewWhole;
        if (isJson)
            WriteJson(comparison, isComplete);
        else
            WriteText(comparison, isComplete);
        if (!isComplete)
            ErrorList.Write("the documents are too large, or have invalid parts; not all of their parts were compared.");
        return comparison.IsBreaking || !isComplete ? Breaking : 0;
    }

    private static void WriteText(OpenApiComparison comparison, bool isComplete)
    {
        var changes = comparison.Changes.OrderByDescending(change => change.IsBreaking).ToList();
        foreach (var change in changes)
            Console.WriteLine($"{(change.IsBreaking ? "breaking   " : "compatible ")} {ErrorList.OneLine(change.ToString())}");

        var breaking = changes.Count(change => change.IsBreaking);
        Console.WriteLine(changes.Count == 0
            ? isComplete ? "The documents describe the same API." : "No change was found in the parts that were compared."
            : $"{changes.Count} {(changes.Count == 1 ? "change" : "changes")}, {breaking} breaking.");
    }

    private static void WriteJson(OpenApiComparison comparison, bool isComplete)
        => Console.WriteLine(JsonSerializer.Serialize(
            new
            {
                comparison.IsBreaking,
                IsComplete = isComplete,
                Changes = comparison.Changes.Select(change => new { change.Operation, change.Place, change.Message, change.IsBreaking }),
            },
            s_options));
}
