using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Comparing;

/// <summary>Compares the media types of a body.</summary>
internal static class ContentComparison
{
    public static void Compare(
        IReadOnlyList<OpenApiMediaType> before, IReadOnlyList<OpenApiMediaType> after, bool isRequest, ChangePlace at)
    {
        foreach (var type in before)
        {
            if (Find(after, type) is { } same)
                new SchemaComparison(isRequest, at.Changes).Compare(
                    SchemaSurface.Of(type.Schema), SchemaSurface.Of(same.Schema), at with { Place = $"{at.Place} ({type.Name})" });
            else
                at.Break($"The media type {type.Name} is removed.");
        }

        // A response without a body that gets one has the same headers as before.
        foreach (var type in after.Where(type => Find(before, type) is null))
            at.Note($"The media type {type.Name} is new.");
    }

    private static OpenApiMediaType? Find(IReadOnlyList<OpenApiMediaType> types, OpenApiMediaType wanted)
        => types.FirstOrDefault(type => type.Name.Equals(wanted.Name, StringComparison.OrdinalIgnoreCase));
}
