using System.Globalization;

namespace GatewayKit.OpenApi.Http;

/// <summary>Reads the OpenAPI document that an option names.</summary>
public static class OpenApiFiles
{
    /// <summary>Reads a document and reports its findings as warnings.</summary>
    /// <param name="option">The option that names the file.</param>
    /// <param name="file">The file as the option names it.</param>
    /// <param name="placement">The location of the plugin entry.</param>
    /// <param name="warnings">Receives the findings.</param>
    /// <param name="files">Watches every file that was read or is missing.</param>
    /// <param name="mustBeWhole">Whether a document with any error is rejected, instead of used without the invalid parts.</param>
    /// <param name="referenceRoots">Additional folders that references may point into, as the options name them.</param>
    /// <exception cref="PluginOptionsException">The document doesn't exist or can't be used; each error has its location.</exception>
    public static OpenApiDocument Load(
        string option,
        string file,
        PluginPlacement placement,
        IPluginWarnings warnings,
        IPluginFiles files,
        bool mustBeWhole = false,
        IReadOnlyList<string>? referenceRoots = null)
    {
        ArgumentNullException.ThrowIfNull(placement);
        ArgumentNullException.ThrowIfNull(warnings);
        ArgumentNullException.ThrowIfNull(files);
        var options = new OpenApiReaderOptions
        {
            CompileSchemas = true,
            ReferenceRoots = [.. (referenceRoots ?? []).Select(placement.ResolvePath)],
        };
        var result = OpenApiDocument.Load(placement.ResolvePath(file), options);
        foreach (var read in result.Files)
            files.Watch(read);
        if (!result.Succeeded || (mustBeWhole && result.Errors.Count > 0))
            throw Rejection(option, result.Errors);

        foreach (var finding in result.Findings)
            warnings.Warn(option,
                $"{(finding.Severity == OpenApiSeverity.Error ? "is used without an invalid part" : "may contain an error")}: {finding}");
        if (result.Omitted > 0)
            warnings.Warn(option, string.Create(CultureInfo.InvariantCulture, $"has {result.Omitted} more findings"));
        return result.Document;
    }

    /// <summary>Validates the option <c>referenceRoots</c>: additional folders that references may point into.</summary>
    /// <param name="roots">The folders.</param>
    /// <param name="hasDocument">Whether the options name a document.</param>
    public static IEnumerable<OptionsError> CheckRoots(IReadOnlyList<string> roots, bool hasDocument = true)
    {
        if (roots.Any(string.IsNullOrWhiteSpace))
            yield return new OptionsError("referenceRoots", "contains an empty folder name");
        if (roots.Count > 0 && !hasDocument)
            yield return new OptionsError("referenceRoots", "requires a document; set 'openapi' as well");
    }

    /// <summary>Creates the exception that rejects the configuration because of errors in a file that an option names.</summary>
    /// <param name="option">The option that names the file.</param>
    /// <param name="errors">The errors, each with its location.</param>
    public static PluginOptionsException Rejection(string option, IReadOnlyList<OpenApiError> errors)
        => new([.. errors.Select(error => new OptionsError(option, $"can't be used: {error}"))]);
}
