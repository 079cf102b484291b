using GatewayKit.OpenApi;

namespace GatewayKit.Cli.Importing;

/// <summary>Reads OpenAPI documents and writes configurations for a person, who gets a message for what goes wrong.</summary>
internal static class Documents
{
    /// <exception cref="ToolException">It can't be read; every mistake in it has been written to stderr.</exception>
    public static OpenApiDocument Load(string file)
    {
        if (!File.Exists(file))
            throw new ToolException($"there is no file '{file}'.");

        var result = OpenApiDocument.Load(file);
        if (result.Document is { } document)
            return document;

        foreach (var error in result.Errors)
            Console.Error.WriteLine(ErrorList.OneLine(error.ToString()));
        throw new ToolException($"'{file}' can't be used as an OpenAPI document: {result.Errors.Count} error(s).");
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
