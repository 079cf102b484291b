using System.Collections.Immutable;
using System.Globalization;
using GatewayKit.Kubernetes.Resources;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Ingresses.Annotations;

/// <summary>Reads the annotations of ingress-nginx, and remembers which ones were read: the others aren't supported.</summary>
internal sealed class IngressAnnotations(V1Ingress ingress)
{
    public const string Prefix = "nginx.ingress.kubernetes.io/";

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>The warnings: a reason and a sentence.</summary>
    public List<Problem> Warnings { get; } = [];

    /// <summary>The annotation because of which the paths of the Ingress must not be served: it protects them, and can't be translated.
    /// Null if all can.</summary>
    public string? Closed { get; private set; }

    /// <summary>The names that were read, without their prefix.</summary>
    public IEnumerable<string> Known => _known;

    public string Namespace => ingress.Metadata.NamespaceProperty ?? "";

    /// <summary>Returns a value that isn't empty; null if there is none.</summary>
    public string? Text(string name)
    {
        _known.Add(name);
        return Find(ingress, name);
    }

    /// <summary>Returns whether a value is <c>true</c>, with a warning if it is neither that nor <c>false</c>.</summary>
    public bool Flag(string name, bool otherwise = false) => Choice(name, "true", "false") switch
    {
        null => otherwise,
        var value => value == "true",
    };

    /// <summary>Returns one of some values in lower case; null if there is none, with a warning if it is another one.</summary>
    public string? Choice(string name, params ImmutableArray<string> values)
    {
        if (Text(name)?.ToLowerInvariant() is not { } value || values.Contains(value))
            return Text(name)?.ToLowerInvariant();

        Invalid(name, $"it must be {string.Join(", ", values[..^1])} or {values[^1]}.");
        return null;
    }

    /// <summary>Returns a number; null if there is none, with a warning if it is invalid.</summary>
    public int? Number(string name, int lowest = 1, int highest = 1_000_000)
    {
        if (Text(name) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= lowest && number <= highest)
            return number;

        Invalid(name, string.Create(CultureInfo.InvariantCulture, $"it must be a number between {lowest} and {highest}."));
        return null;
    }

    /// <summary>Returns the items of a list that is separated by commas.</summary>
    public string[] List(string name)
        => Text(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Returns the Secret or ConfigMap that a value names. It must be in the namespace of the Ingress.</summary>
    public ResourceName? Reference(string name)
    {
        if (Text(name) is not { } text)
            return null;

        var parts = text.Split('/');
        if (parts.Length == 1)
            return new ResourceName(Namespace, text);
        if (parts.Length == 2 && parts[0] == Namespace)
            return new ResourceName(parts[0], parts[1]);

        Close(name, "it must name a resource of the namespace of the Ingress.");
        return null;
    }

    /// <summary>Warns about an annotation that has no effect.</summary>
    public void Unsupported(string name, string message)
        => Warnings.Add(new Problem("UnsupportedAnnotation", $"{Prefix}{name}: {message}"));

    /// <summary>Warns about an invalid annotation, which has no effect.</summary>
    public void Invalid(string name, string message)
        => Warnings.Add(new Problem("InvalidAnnotation", $"{Prefix}{name}: {message}"));

    /// <summary>Closes the paths, because an annotation that protects them can't be translated.</summary>
    public void Close(string name, string message)
    {
        Closed ??= name;
        Warnings.Add(new Problem("UnsupportedAnnotation", $"{Prefix}{name}: {message} Requests get the status 503."));
    }

    /// <summary>Warns about the annotations that have no effect: those that nothing has read, that are empty, or that need another
    /// one.</summary>
    public void Finish()
    {
        foreach (var name in Names(ingress))
        {
            var value = Find(ingress, name);
            if (value is null)
                Invalid(name, "it is empty.");
            else if (UsualAnnotations.Contains(name, value))
                continue;
            else if (AnnotationNeeds.Of(name) is { Count: > 0 } needs && !needs.Any(need => Find(ingress, need) is not null))
                Unsupported(name, $"it has no effect without {string.Join(", ", needs)}.");
            else if (!_known.Contains(name))
                Refuse(name, value);
        }
    }

    /// <summary>Returns whether a value is <c>true</c>.</summary>
    public static bool IsTrue(V1Ingress ingress, string name)
        => "true".Equals(Find(ingress, name), StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the names of the annotations of an Ingress without their prefix, in their alphabetical order.</summary>
    public static IEnumerable<string> Names(V1Ingress ingress)
        => (ingress.Metadata.Annotations ?? new Dictionary<string, string>()).Keys
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..])
            .Order(StringComparer.Ordinal);

    /// <summary>Returns a value that isn't empty; null if there is none.</summary>
    public static string? Find(V1Ingress ingress, string name)
        => ingress.Metadata.Annotations?.TryGetValue(Prefix + name, out var value) == true && value.Trim() is { Length: > 0 } text
            ? text : null;

    /// <summary>A misspelled annotation can protect the paths, too.</summary>
    private void Refuse(string name, string value)
    {
        var intended = AnnotationNames.Intended(name);
        var isProtective = ProtectiveAnnotations.IsProtective(name, value)
            || (intended is not null && ProtectiveAnnotations.IsProtective(intended, value));
        var message = !AnnotationNames.All.Contains(name)
            ? $"ingress-nginx has no annotation of this name.{(intended is null ? "" : $" Did you mean '{intended}'?")}"
            : isProtective ? "it isn't supported, and it can protect the paths." : "it isn't supported.";
        if (isProtective)
            Close(name, message);
        else
            Unsupported(name, message);
    }
}
