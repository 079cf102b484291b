using GatewayKit.OpenApi;

namespace GatewayKit.Cli.Importing;

/// <summary>Reads OpenAPI documents and writes configurations for a command, with a message for each error.</summary>
internal static class Documents
{
    /// <summary>Reads a document. Writes warnings about omitted and interpreted parts to stderr.</summary>
    /// <param name="file">The file.</param>
    /// <param name="referenceRoots">Additional folders that the document can reference.</param>
    /// <exception cref="ToolException">The document can't be read; its errors were written to stderr.</exception>
    public static OpenApiDocument Load(string file, IReadOnlyList<string> referenceRoots) => Load(file, referenceRoots, out _);

    /// <summary>Reads a document. Writes warnings about omitted and interpreted parts to stderr.</summary>
    /// <param name="file">The file.</param>
    /// <param name="referenceRoots">Additional folders that the document can reference.</param>
    /// <param name="isWhole">Whether all parts of the document are valid; the others are omitted.</param>
    /// <exception cref="ToolException">The document can't be read; its errors were written to stderr.</exception>
    public static OpenApiDocument Load(string file, IReadOnlyList<string> referenceRoots, out bool isWhole)
    {
        if (!File.Exists(file))
            throw new ToolException($"the file '{file}' doesn't exist.");

        var result = OpenApiDocument.Load(file, new OpenApiReaderOptions { ReferenceRoots = referenceRoots });
        foreach (var finding in result.Findings)
            Console.Error.WriteLine(ErrorList.OneLine(result.Succeeded ? $"warning: {finding}" : finding.ToString()));
        isWhole = result is { Errors.Count: 0, Omitted: 0 };
        return result.Document
            ?? throw new ToolException($"'{file}' can't be used as an OpenAPI document: {result.Errors.Count} error(s).");
    }

    /// <exception cref="ToolException">The file can't be read.</exception>
    public static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"'{file}' can't be read: {error.Message}", error);
        }
    }

    /// <exception cref="ToolException">The file can't be written.</exception>
    public static void Save(string file, string text)
    {
        try
        {
            File.WriteAllText(file, text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"'{file}' can't be written: {error.Message}", error);
        }
    }
}
