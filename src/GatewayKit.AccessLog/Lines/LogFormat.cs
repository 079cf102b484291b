namespace GatewayKit.AccessLog;

/// <summary>The format of the lines: it creates them and writes exchanges to them.</summary>
internal abstract class LogFormat
{
    public const string Json = "json";
    public const string Common = "common";
    public const string Combined = "combined";

    private const string CommonTemplate =
        """{client.ip} - {consumer} [{time.clf}] "{method} {uri} {protocol}" {status} {response.size}""";

    private const string CombinedTemplate = CommonTemplate + """ "{referer}" "{user-agent}" """;

    /// <summary>The media type of the lines.</summary>
    public abstract string ContentType { get; }

    /// <summary>Creates the format of valid options.</summary>
    public static LogFormat Of(AccessLogOptions options)
    {
        var catalog = new FieldCatalog(options);
        return options.Format == Json ? new JsonFormat(options.Fields, catalog) : new TemplateFormat(Template(options.Format), catalog);
    }

    public static IEnumerable<OptionsError> Validate(AccessLogOptions options)
    {
        if (options.Format != Json)
        {
            if (options.Fields.Count > 0)
                yield return new OptionsError("fields", "can't be combined with this 'format'; only json has a list of fields");
            foreach (var error in TemplateFormat.Validate(options.Format, Template(options.Format)))
                yield return error;
            yield break;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < options.Fields.Count; i++)
        {
            var field = options.Fields[i];
            if (FieldCatalog.ErrorOf(field.Name) is { } error)
                yield return new OptionsError($"fields[{i}].name", error);
            else if (!names.Add(field.As ?? field.Name))
                yield return new OptionsError($"fields[{i}]", $"is a duplicate of '{field.As ?? field.Name}'; set another 'as'");
        }
    }

    /// <summary>Creates an empty line.</summary>
    public abstract LogLine Create();

    /// <summary>Writes an exchange that has ended.</summary>
    public abstract void Write(GatewayContext context, LogLine line);

    private static string Template(string format) => format switch
    {
        Common => CommonTemplate,
        Combined => CombinedTemplate.TrimEnd(),
        _ => format,
    };
}
