using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Kinds;
using GatewayKit.Kubernetes.TestServer.Storage;

namespace GatewayKit.Kubernetes.TestServer.Selectors;

/// <summary>A field selector: <c>metadata.name=a</c> or <c>type!=b</c>, joined by commas.</summary>
internal sealed class FieldSelector
{
    private readonly List<Func<StoredObject, bool>> _requirements = [];

    public bool IsEmpty => _requirements.Count == 0;

    public static FieldSelector Parse(string text, Kind kind)
    {
        var selector = new FieldSelector();
        foreach (var requirement in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equal = requirement.IndexOf('=', StringComparison.Ordinal);
            if (equal <= 0)
                throw ApiErrors.BadRequest($"invalid selector: '{text}'; can't understand '{requirement}'");

            var isNegated = requirement[equal - 1] == '!';
            var value = requirement[equal..].TrimStart('=');
            var read = Reader(requirement[..(isNegated ? equal - 1 : equal)], kind);
            selector._requirements.Add(candidate => read(candidate) == value != isNegated);
        }

        return selector;
    }

    public bool Matches(StoredObject candidate) => _requirements.TrueForAll(requirement => requirement(candidate));

    private static Func<StoredObject, string> Reader(string field, Kind kind)
    {
        if (field == "metadata.name")
            return candidate => candidate.Name;
        if (field == "metadata.namespace")
            return candidate => candidate.Namespace;

        for (var index = 0; index < kind.Fields.Count; index++)
            if (kind.Fields[index] == field)
            {
                var position = index;
                return candidate => candidate.Fields[position];
            }

        throw ApiErrors.BadRequest($"field label not supported: {field}");
    }
}
