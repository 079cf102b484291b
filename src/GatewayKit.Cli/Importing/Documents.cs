using GatewayKit.OpenApi;

namespace GatewayKit.Cli.Importing;

/// <summary>Reads OpenAPI documents and writes configurations for a person, who gets a message for what goes wrong.</summary>
internal static class Documents
{
    /// <summary>Reads a document; what is left out of it and what is read as meant has been written to stderr.</summary>
    /// <param name="file">The file.</param>
    /// <param name="referenceRoots">Further folders that its references may lead into.</param>
    /// <exception cref="ToolException">It can't be read; every error in it has been written to stderr.</exception>
    public static OpenApiDocument Load(string file, IReadOnlyList<string> referenceRoots)
    {
        if (!File.Exists(file))
            throw new ToolException($"there is no file '{file}'.");

        var result = OpenApiDocument.Load(file, new OpenApiReaderOptions { ReferenceRoots = referenceRoots });
        foreach (var finding in result.Findings)
            Console.Error.WriteLine(ErrorList.OneLine(result.Succeeded ? $"warning: {finding}" : finding.ToString()));
        return result.Document ?? throw new ToolException($"'{file}' can't be used as an OpenAPI document: {result.Errors.Count} error(s).");
    }

    /// <exception cref="ToolException">It can't be written.</exception>
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
