using System.Text;
using GatewayKit.OpenApi;
using GatewayKit.Portal.Reference;
using GatewayKit.Portal.Trying.Forms;

namespace GatewayKit.Portal.Trying.Sending;

/// <summary>
/// Creates the request of a form. Only values come from the reader: the method and the template of the path are those of the operation, and
/// each value is encoded at its place.
/// </summary>
internal sealed class RequestBuilder
{
    /// <summary>The maximum size of a body in bytes.</summary>
    public const int MaxBody = 1024 * 1024;

    private const int MaxValue = 8 * 1024;

    private readonly List<string> _errors = [];
    private readonly List<KeyValuePair<string, string>> _headers = [];
    private readonly List<string> _query = [];
    private KeyValuePair<string, string>? _basic;

    private RequestBuilder()
    {
    }

    /// <summary>Creates a request.</summary>
    /// <param name="form">The form.</param>
    /// <param name="operation">The operation, as the target serves it.</param>
    /// <param name="input">The values.</param>
    /// <param name="credentialOf">Returns the value of a credential; null if the request doesn't have it.</param>
    /// <returns>The request, or the errors of the values.</returns>
    public static (TryRequest? Request, IReadOnlyList<string> Errors) Build(
        TryForm form, OpenApiOperation operation, TryInput input, Func<TryCredential, CredentialValue?> credentialOf)
    {
        var builder = new RequestBuilder();
        var fields = FieldsOf(form, operation);
        var path = PathTemplate.Expand(operation.Path, name => builder.PathValue(
            fields.FirstOrDefault(field => field.In == ParameterLocation.Path && field.Name == name), input));
        if (PathTemplate.HasDotSegment(path))
            builder._errors.Add("The path can't have the segments '.' and '..'.");
        foreach (var field in fields.Where(field => field.In != ParameterLocation.Path))
            builder.Add(field, input.Values.GetValueOrDefault(field.Key, ""));
        foreach (var credential in form.Credentials.Where(credential => IsOf(operation, credential)))
        {
            if (credentialOf(credential) is { } value)
                builder.Add(credential, value);
        }

        if (Encoding.UTF8.GetByteCount(input.Body) > MaxBody)
            builder._errors.Add("The body can have up to 1 MB.");
        if (builder._errors.Count > 0)
            return (null, builder._errors);

        return (new TryRequest
        {
            Method = operation.Method,
            Target = builder._query.Count == 0 ? path : $"{path}?{string.Join('&', builder._query)}",
            Headers = builder._headers,
            Basic = builder._basic,
            ContentType = input.Body.Length > 0 ? input.Media?.Name : null,
            Body = input.Media is null ? "" : input.Body,
        }, []);
    }

    /// <summary>Returns whether a credential is one of the operation's.</summary>
    public static bool IsOf(OpenApiOperation operation, TryCredential credential)
        => operation.Security.SelectMany(requirement => requirement.Schemes)
            .Any(pair => TryCredential.IsSame(pair.Key, credential.Scheme));

    private static List<TryField> FieldsOf(TryForm form, OpenApiOperation operation)
    {
        var parameters = PathTemplate.FieldsOf(operation).ToList();
        return [.. form.Fields.Where(field => parameters.Exists(parameter => parameter.In == field.In && parameter.Name.Equals(
            field.Name, field.In == ParameterLocation.Header ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)))];
    }

    private static string Encode(string text) => Uri.EscapeDataString(text);

    private string PathValue(TryField? field, TryInput input)
    {
        if (field is null)
        {
            _errors.Add("The path has more parameters than the form.");
            return "-";
        }

        var value = input.Values.GetValueOrDefault(field.Key, "");
        if (value.Length == 0)
            _errors.Add($"{Quote(field.Name)} is missing; it is a part of the path.");
        return Check(field.Name, value)
            ? field.IsList ? string.Join(',', value.Split(',').Select(Encode)) : Encode(value)
            : "-";
    }

    private void Add(TryField field, string value)
    {
        if (value.Length == 0 || !Check(field.Name, value))
            return;

        if (field.In == ParameterLocation.Header)
            AddHeader(field.Name, value);
        else if (field is { IsList: true, Explode: true, Style: ParameterStyle.Form })
            _query.AddRange(value.Split(',').Select(item => $"{Encode(field.Name)}={Encode(item)}"));
        else if (field.IsList)
            _query.Add($"{Encode(field.Name)}={string.Join(SeparatorOf(field.Style), value.Split(',').Select(Encode))}");
        else
            _query.Add($"{Encode(field.Name)}={Encode(value)}");
    }

    private static string SeparatorOf(ParameterStyle style) => style switch
    {
        ParameterStyle.SpaceDelimited => "%20",
        ParameterStyle.PipeDelimited => "%7C",
        ParameterStyle.TabDelimited => "%09",
        _ => ",",
    };

    private void Add(TryCredential credential, CredentialValue value)
    {
        if (!Check(credential.Label, value.Secret) || !Check(credential.Label, value.Name))
            return;

        if (credential.IsBasic && value.Name.Contains(':', StringComparison.Ordinal))
            _errors.Add("The name of basic authentication can't have a colon.");
        else if (credential.IsBasic)
            _basic = new KeyValuePair<string, string>(value.Name, value.Secret);
        else if (credential.Scheme is { Type: SecuritySchemeType.ApiKey, In: ParameterLocation.Query })
            _query.Add($"{Encode(credential.Scheme.ParameterName)}={Encode(value.Secret)}");
        else if (credential.Scheme.Type == SecuritySchemeType.ApiKey)
            AddHeader(credential.Scheme.ParameterName, value.Secret);
        else
            AddHeader("Authorization", $"{credential.HttpScheme} {value.Secret}");
        if (_headers.Count(header => header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase)) + (_basic is null ? 0 : 1) > 1)
            _errors.Add("Only one credential can be in the header Authorization. Leave the others empty.");
    }

    private void AddHeader(string name, string value)
    {
        if (HttpSyntax.IsHeaderValue(value) && Ascii.IsValid(value))
            _headers.Add(new KeyValuePair<string, string>(name, value.Trim(' ', '\t')));
        else
            _errors.Add($"{Quote(name)} has a line break or another character that a header can't have.");
    }

    private bool Check(string name, string value)
    {
        if (value.Length <= MaxValue)
            return true;

        _errors.Add($"{Quote(name)} can have up to {MaxValue} characters.");
        return false;
    }

    private static string Quote(string name) => $"'{SchemaText.Cut(name)}'";
}
