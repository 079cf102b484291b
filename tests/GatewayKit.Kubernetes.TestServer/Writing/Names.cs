using System.Text.RegularExpressions;
using GatewayKit.Kubernetes.TestServer.Kinds;

namespace GatewayKit.Kubernetes.TestServer.Writing;

/// <summary>Checks names and labels.</summary>
internal static partial class Names
{
    /// <summary>Returns the error of a name; <c>null</c> if it is valid.</summary>
    public static string? Check(Kind kind, string name)
    {
        if (kind.Group == "rbac.authorization.k8s.io")
            return name.Contains('/', StringComparison.Ordinal) ? "may not contain '/'" : null;
        if (kind.Plural == "services")
            return name.Length <= 63 && Label().IsMatch(name) ? null
                : "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, "
                    + "and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is "
                    + "'[a-z]([-a-z0-9]*[a-z0-9])?')";
        return name.Length <= 253 && Subdomain().IsMatch(name) ? null
            : "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end "
                + "with an alphanumeric character (e.g. 'example.com', regex used for validation is "
                + @"'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
    }

    /// <summary>Returns the error of a label; <c>null</c> if it is valid.</summary>
    public static string? CheckLabel(string key, string value)
    {
        var name = key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..];
        if (name.Length is 0 or > 63 || !LabelValue().IsMatch(name))
            return "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an "
                + "alphanumeric character";
        if (value.Length > 63)
            return "must be no more than 63 bytes";
        return LabelValue().IsMatch(value) ? null
            : "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end "
                + "with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is "
                + "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
    }

    [GeneratedRegex(@"^[a-z]([-a-z0-9]*[a-z0-9])?\z")]
    private static partial Regex Label();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z")]
    private static partial Regex Subdomain();

    [GeneratedRegex(@"^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?\z")]
    private static partial Regex LabelValue();
}
