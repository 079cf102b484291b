using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using GatewayKit.Configuration.Portal;
using GatewayKit.OpenApi;
using GatewayKit.Portal.Content;
using GatewayKit.Portal.Reference;

namespace GatewayKit.Portal.Trying.Forms;

/// <summary>The form of an operation: the parameters, credentials and media types that a request can have.</summary>
internal sealed class TryForm
{
    private const int MaxFields = 100;
    private const int MaxCredentials = 10;
    private const int MaxMedia = 20;

    private static readonly ConditionalWeakTable<OperationEntry, TryForm> s_forms = [];

    private TryForm(VersionEntry version, OperationEntry entry)
    {
        var config = version.Config;
        var isPlain = entry.Operation.Method != "CONNECT" && HttpSyntax.IsToken(entry.Operation.Method);
        var targets = new List<TryTarget>();
        if (isPlain && config.Routes.Length > 0)
            targets.Add(new TryTarget(TryTarget.Gateway, entry.Operation, config.Routes));
        if (isPlain && version.MockOf(entry) is { } mock)
            targets.Insert(
                config.Lifecycle == PortalLifecycle.Preview ? 0 : targets.Count, new TryTarget(TryTarget.Mock, mock, config.MockRoutes));
        Targets = targets;

        var operations = Targets.Count > 0 ? Targets.Select(target => target.Operation).ToList() : [entry.Operation];
        var examples = new TryExamples(version.Examples, entry.Operation.Key);
        Fields = [.. operations.SelectMany(PathTemplate.FieldsOf)
            .DistinctBy(field => (field.In, NameOf(field)))
            .Take(MaxFields)
            .Select((field, index) => examples.FieldOf(field, $"p{index}"))];
        var schemes = operations.SelectMany(operation => operation.Security).SelectMany(requirement => requirement.Schemes)
            .Select(pair => pair.Key)
            .ToList();
        Credentials = [.. Distinct(schemes.Where(TryCredential.Supports)).Take(MaxCredentials)
            .Select((scheme, index) => new TryCredential($"c{index}", scheme))];
        Media = [.. (entry.Operation.RequestBody?.Content ?? []).Where(IsSupported).Take(MaxMedia)
            .Select(type => new TryMedia(MediaTypeOf(type)!.ToString(), examples.BodyOf(type)))];
        LeftOut =
        [
            .. operations.SelectMany(operation => operation.Parameters)
                .Where(parameter => !PathTemplate.IsSupported(parameter))
                .Select(parameter => $"{parameter.In.ToString().ToLowerInvariant()} {SchemaText.Cut(parameter.Name)}")
                .Distinct(StringComparer.Ordinal).Take(MaxFields),
            .. Distinct(schemes.Where(scheme => !TryCredential.Supports(scheme))).Take(MaxCredentials).Select(SecurityText.Of),
            .. (entry.Operation.RequestBody?.Content ?? []).Where(type => !IsSupported(type)).Take(MaxMedia)
                .Select(type => $"body {SchemaText.Cut(type.Name)}"),
        ];
        HasBody = Media.Count > 0;
        Fingerprint = FingerprintOf();
    }

    /// <summary>The targets, the default first; empty if no route serves the operation.</summary>
    public IReadOnlyList<TryTarget> Targets { get; }

    public IReadOnlyList<TryField> Fields { get; }

    public IReadOnlyList<TryCredential> Credentials { get; }

    /// <summary>The media types of the body; empty without a body.</summary>
    public IReadOnlyList<TryMedia> Media { get; }

    public bool HasBody { get; }

    /// <summary>The parts that requests of the form can't have.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    /// <summary>A value that changes with the fields, so that a form of another version isn't misunderstood.</summary>
    public string Fingerprint { get; }

    public static TryForm Of(VersionEntry version, OperationEntry entry)
        => s_forms.GetValue(entry, _ => new TryForm(version, entry));

    private static string NameOf(OpenApiParameter parameter)
        => parameter.In == ParameterLocation.Header ? parameter.Name.ToUpperInvariant() : parameter.Name;

    private static MediaType? MediaTypeOf(OpenApiMediaType type)
        => MediaType.TryParse(type.Name, out var parsed) && HttpSyntax.IsHeaderValue(parsed.ToString()) ? parsed : null;

    private static bool IsSupported(OpenApiMediaType type)
        => MediaTypeOf(type) is { IsRange: false, Type: not "multipart" } parsed && parsed.Type != "*";

    private static List<OpenApiSecurityScheme> Distinct(IEnumerable<OpenApiSecurityScheme> schemes)
    {
        var distinct = new List<OpenApiSecurityScheme>();
        foreach (var scheme in schemes)
        {
            if (!distinct.Exists(other => TryCredential.IsSame(other, scheme)))
                distinct.Add(scheme);
        }

        return distinct;
    }

    private string FingerprintOf()
    {
        var names = Fields.Select(field => $"{field.Key} {field.In} {field.Name}")
            .Concat(Credentials.Select(credential => $"{credential.Key} {credential.Scheme.Type} {credential.Label}"))
            .Concat(Targets.Select(target => $"{target.Name} {target.Operation.Method} {target.Operation.Path}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', names))))[..16];
    }
}
