using GatewayKit.OpenApi.Mocking.Examples;
using GatewayKit.OpenApi.Mocking.State.Answering;
using GatewayKit.OpenApi.Mocking.State.Inference;
using GatewayKit.OpenApi.Mocking.State.Listing;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Mocking.State.Building;

/// <summary>Creates a collection from paths whose operations handle one kind of item. Other paths aren't collections.</summary>
internal sealed class CollectionBuilder(IReadOnlyList<CollectionPaths> all, ExampleGenerator generator, MockStateOptions options)
{
    private readonly Samples _samples = new(generator);

    /// <summary>Creates the collection; <c>null</c> if the operations don't read and change items with an id.</summary>
    /// <param name="paths">Its paths.</param>
    /// <param name="parent">The parent collection; <c>null</c> at the top level.</param>
    public Collection? Build(CollectionPaths paths, Collection? parent)
    {
        if (Views(paths) is not { Count: > 0 } views || Id(paths, views[0].Item.Shape) is not { } id)
            return null;
        var kind = new ItemKind(paths.Shape, id, views, ParentMember.In(paths, views[0].Item.Shape, id));
        var ids = new FreshIds(paths.Shape, kind.Shape.Properties[id], IdSchema(paths), _samples, options.Seed);
        var seeds = new SeedReader(paths, kind, ids, _samples, options).Read();
        if (seeds is null)
            return null;

        var collection = new Collection(paths, parent, kind, new SeedItems(kind, seeds));
        var actions = new ActionBuilder(
            collection, ids, [.. all.Where(paths.IsAbove).Select(below => below.Number)], _samples, options).Build();
        if (!actions.Values.Any(action => action is ReadAction or ListAction)
            || actions.Values.All(action => action is ReadAction or ListAction))
            return null;
        collection.Actions = actions;
        return collection;
    }

    /// <summary>The views of an item in reading operations: those of a single item first, then those of lists.</summary>
    private List<ItemView> Views(CollectionPaths paths)
    {
        List<ItemView> views = [];
        foreach (var operation in paths.ItemOperations.Where(operation => operation.Method == "GET"))
        {
            if (Schema(operation) is { } schema && ItemSchema.Find(schema, shape => Id(paths, shape) is not null) is { } item)
                Add(views, schema, item);
        }
        foreach (var operation in paths.Operations.Where(operation => operation.Method == "GET"))
        {
            if (Schema(operation) is { } schema && ListShape.Find(schema, items => IsItem(paths, views, items)) is { } list)
                Add(views, list.Items, new ItemSchema(list.Items.Surface, null));
        }
        return views;
    }

    private void Add(List<ItemView> views, OpenApiSchema whole, ItemSchema item)
    {
        if (views.TrueForAll(view => view.Whole != whole) && ItemView.Of(whole, item, _samples) is { } added)
            views.Add(added);
    }

    private static bool IsItem(CollectionPaths paths, List<ItemView> views, OpenApiSchema schema)
        => schema.Surface is { IsObject: true } shape
            && (views.Count == 0 ? Id(paths, shape) is not null : shape.Properties.ContainsKey(Id(paths, views[0].Item.Shape)!));

    private static string? Id(CollectionPaths paths, SchemaSurface shape)
        => IdProperty.Find(shape, paths.IdParameter, IdSchema(paths)?.Surface.OnlyType, paths.Name);

    private static OpenApiSchema? IdSchema(CollectionPaths paths)
        => paths.ItemOperations[0].Parameters.FirstOrDefault(
            parameter => parameter.In == ParameterLocation.Path && parameter.Name == paths.IdParameter)?.Schema;

    private static OpenApiSchema? Schema(OpenApiOperation operation)
        => ResponseChoice.Success(operation, 200) is { } choice ? MediaTypes.Main(choice.Response.Content)?.Schema : null;
}
