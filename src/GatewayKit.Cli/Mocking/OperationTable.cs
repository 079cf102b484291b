using GatewayKit.Cli.Commands;
using GatewayKit.OpenApi;

namespace GatewayKit.Cli.Mocking;

/// <summary>Writes the operations of a document as a table.</summary>
internal static class OperationTable
{
    private const int Longest = 60;

    public static void Write(OpenApiDocument document)
        => TextTable.Write(
            ["METHOD", "PATH", "OPERATION", "SUMMARY"],
            document.Operations.Select(o => new[] { o.Method, o.Path, o.OperationId ?? "", Short(o.Summary ?? "") }));

    private static string Short(string text)
        => ErrorList.OneLine(text) is var line && line.Length > Longest ? line[..(Longest - 3)] + "..." : line;
}
