using GatewayKit.OpenApi;

namespace GatewayKit.Plugins;

/// <summary>Reads the document that an option names.</summary>
internal static class OpenApiFiles
{
    /// <summary>Reads a document and leaves out the parts that have errors.</summary>
    /// <param name="option">The option that names the file.</param>
    /// <param name="file">The file, as the option names it.</param>
    /// <param name="placement">Where the entry stands.</param>
    /// <param name="compileSchemas">Whether what is wrong with schemas is found too.</param>
    /// <exception cref="PluginOptionsException">There is no such document, or nothing in it can be read.</exception>
    public static OpenApiResult Read(string option, string file, PluginPlacement placement, bool compileSchemas = false)
    {
        var result = OpenApiDocument.Load(placement.ResolvePath(file), new OpenApiReaderOptions { CompileSchemas = compileSchemas });
        return result.Succeeded ? result : throw Refusal(option, result.Errors);
    }

    /// <summary>As <see cref="Read"/>, for the document alone.</summary>
    public static OpenApiDocument Load(string option, string file, PluginPlacement placement) => Read(option, file, placement).Document!;

    /// <summary>As <see cref="Read"/>, but a document with any error is refused.</summary>
    /// <exception cref="PluginOptionsException">There is no such document, or it has errors; each is named with its place.</exception>
    public static OpenApiResult ReadWhole(string option, string file, PluginPlacement placement)
    {
        var result = Read(option, file, placement, compileSchemas: true);
        return result.Errors.Count == 0 ? result : throw Refusal(option, result.Errors);
    }

    /// <summary>The exception that refuses the configuration for the errors in a file that an option names.</summary>
    public static PluginOptionsException Refusal(string option, IReadOnlyList<OpenApiError> errors)
        => new([.. errors.Select(error => new OptionsError(option, $"can't be used: {error}"))]);
}
