using System.Globalization;
using GatewayKit.OpenApi;

namespace GatewayKit.Plugins;

/// <summary>Reads the document that an option names.</summary>
internal static class OpenApiFiles
{
    /// <summary>Reads a document, and reports what is wrong with it as warnings.</summary>
    /// <param name="option">The option that names the file.</param>
    /// <param name="file">The file, as the option names it.</param>
    /// <param name="placement">Where the entry stands.</param>
    /// <param name="warnings">Receives what is wrong.</param>
    /// <param name="files">Watches everything that was read, and that was missing.</param>
    /// <param name="mustBeWhole">Whether a document with any error is refused, instead of used without the parts that have errors.</param>
    /// <param name="referenceRoots">Further folders that references may lead into, as the options name them.</param>
    /// <exception cref="PluginOptionsException">There is no such document, or it can't be used; each error is named with its place.</exception>
    public static OpenApiDocument Load(
        string option,
        string file,
        PluginPlacement placement,
        IPluginWarnings warnings,
        IPluginFiles files,
        bool mustBeWhole = false,
        IReadOnlyList<string>? referenceRoots = null)
    {
        var options = new OpenApiReaderOptions { CompileSchemas = true, ReferenceRoots = [.. (referenceRoots ?? []).Select(placement.ResolvePath)] };
        var result = OpenApiDocument.Load(placement.ResolvePath(file), options);
        foreach (var read in result.Files)
            files.Watch(read);
        if (!result.Succeeded || (mustBeWhole && result.Errors.Count > 0))
            throw Refusal(option, result.Errors);

        foreach (var finding in result.Findings)
            warnings.Warn(option, $"{(finding.Severity == OpenApiSeverity.Error ? "is used without a part that has an error" : "is read as it is meant")}: {finding}");
        if (result.Omitted > 0)
            warnings.Warn(option, string.Create(CultureInfo.InvariantCulture, $"has {result.Omitted} more findings"));
        return result.Document;
    }

    /// <summary>The exception that refuses the configuration for the errors in a file that an option names.</summary>
    public static PluginOptionsException Refusal(string option, IReadOnlyList<OpenApiError> errors)
        => new([.. errors.Select(error => new OptionsError(option, $"can't be used: {error}"))]);
}
