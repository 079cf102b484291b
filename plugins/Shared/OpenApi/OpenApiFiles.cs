using GatewayKit.OpenApi;

namespace GatewayKit.Plugins;

/// <summary>Reads the document that an option names.</summary>
internal static class OpenApiFiles
{
    /// <exception cref="PluginOptionsException">There is no such document, or it has mistakes; each is told with its place.</exception>
    public static OpenApiDocument Load(string option, string file, PluginPlacement placement, bool compileSchemas = false)
    {
        var result = OpenApiDocument.Load(placement.ResolvePath(file), new OpenApiReaderOptions { CompileSchemas = compileSchemas });
        return result.Succeeded ? result.Document : throw Refusal(option, result.Errors);
    }

    /// <summary>What refuses the configuration for the mistakes in a file that an option names.</summary>
    public static PluginOptionsException Refusal(string option, IReadOnlyList<OpenApiError> errors)
        => new([.. errors.Select(error => new OptionsError(option, $"can't be used: {error}"))]);
}
