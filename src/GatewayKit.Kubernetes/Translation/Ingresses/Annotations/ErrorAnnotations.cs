using System.Collections.Immutable;
using System.Globalization;

namespace GatewayKit.Kubernetes.Translation.Ingresses.Annotations;

/// <summary>The statuses whose responses the default backend replaces.</summary>
internal static class ErrorAnnotations
{
    private const string Name = "custom-http-errors";

    public static ImmutableArray<int> Read(IngressAnnotations annotations)
    {
        var statuses = ImmutableArray.CreateBuilder<int>();
        foreach (var text in annotations.List(Name))
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 300 and <= 599)
                statuses.Add(status);
            else
                annotations.Invalid(Name, $"'{text}' isn't a status between 300 and 599.");
        }

        if (statuses.Count == 0 || annotations.Text("default-backend") is not null)
            return [.. statuses.Distinct()];

        annotations.Unsupported(Name, "it has no effect without default-backend; there is no default backend of all Ingresses.");
        return [];
    }
}
