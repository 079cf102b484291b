using GatewayKit.OpenApi.Mocking.State.Answering;
using GatewayKit.OpenApi.Mocking.State.Inference;
using GatewayKit.OpenApi.Mocking.State.Listing;

namespace GatewayKit.OpenApi.Mocking.State.Building;

/// <summary>Chooses the action of each operation on a collection. Operations without a suitable action aren't stateful.</summary>
internal sealed class ActionBuilder(
    Collection collection, FreshIds ids, IReadOnlyList<int> below, Samples samples, MockStateOptions options)
{
    private readonly ItemKind _kind = collection.Kind;

    public Dictionary<OpenApiOperation, IStateAction> Build()
    {
        var actions = new Dictionary<OpenApiOperation, IStateAction>(ReferenceEqualityComparer.Instance);
        foreach (var operation in collection.Paths.Operations)
        {
            if (OnCollection(operation) is { } action)
                actions[operation] = action;
        }
        foreach (var operation in collection.Paths.ItemOperations)
        {
            if (OnItem(operation) is { } action)
                actions[operation] = action;
        }
        return actions;
    }

    private IStateAction? OnCollection(OpenApiOperation operation) => operation.Method switch
    {
        "GET" or "HEAD" => List(operation),
        "POST" => Create(operation),
        "PUT" => Replace(operation, onItem: false),
        _ => null,
    };

    private IStateAction? OnItem(OpenApiOperation operation) => operation.Method switch
    {
        "GET" or "HEAD" => Answer(operation, 200) is { } answer && (answer.ShowsItem || operation.Method == "HEAD")
            ? new ReadAction(operation, collection, answer)
            : null,
        "PUT" => Replace(operation, onItem: true),
        "PATCH" => Patch(operation),
        "DELETE" => Answer(operation, 204) is { } answer ? new DeleteAction(operation, collection, answer, below) : null,
        _ => null,
    };

    private ListAction? List(OpenApiOperation operation)
    {
        if (ResponseChoice.Success(operation, 200) is not { } choice || MediaTypes.Main(choice.Response.Content)?.Schema is not { } schema)
            return null;
        if (ListShape.Find(schema, items => _kind.ViewOf(items) >= 0) is not { } shape)
            return null;
        var filters = PathTemplate.Parse(operation.Path).Shape != collection.Paths.Shape;
        if (filters && !operation.Parameters.Any(
            parameter => parameter.In == ParameterLocation.Query && Filter.Of(parameter, _kind.Shape) is not null))
            return null;
        return new ListAction(operation, collection, choice, shape, _kind.ViewOf(shape.Items), samples, options.PageSize);
    }

    private CreateAction? Create(OpenApiOperation operation)
    {
        if (Answer(operation, 201) is not { } answer
            || !(answer.ShowsItem || answer.Choice.Status == 201 || answer.Choice.Response.Content.Count == 0))
            return null;
        if ((operation.RequestBody is null ? new RequestItem(null, null) : RequestItem.Of(operation, _kind.Shape)) is not { } item)
            return null;
        return new CreateAction(operation, collection,
            answer, new LocationHeader(answer.Choice, onItem: false, EndsWithSlash), item, Server(item), ids, Writer(operation, item));
    }

    private ReplaceAction? Replace(OpenApiOperation operation, bool onItem)
    {
        if (RequestItem.Of(operation, _kind.Shape) is not { } item
            || (!onItem && item.Shape?.Properties.ContainsKey(_kind.Id) != true)
            || Answer(operation, 200, 204) is not { } answer)
            return null;
        var created = ResponseChoice.Declares(operation, 201) ? Answer(operation, 201) : null;
        var location = created is null ? null : new LocationHeader(created.Choice, onItem, EndsWithSlash);
        return new ReplaceAction(
            operation, collection, answer, created, location, item, Server(item), ids, Writer(operation, item), onItem);
    }

    private PatchAction? Patch(OpenApiOperation operation)
    {
        if (operation.RequestBody is null || Answer(operation, 200, 204) is not { } answer)
            return null;
        var item = RequestItem.Of(operation, _kind.Shape) ?? new RequestItem(null, null);
        return new PatchAction(operation,
            collection, answer, item, new ServerMembers(_kind, null, samples, options.TimeProvider), Writer(operation, item), options);
    }

    private ItemAnswer? Answer(OpenApiOperation operation, params ReadOnlySpan<int> wanted)
        => ResponseChoice.Success(operation, wanted) is { } choice
            ? new ItemAnswer(choice, _kind, ItemAnswer.View(choice.Response, _kind.Id, samples))
            : null;

    private ServerMembers Server(RequestItem item) => new(_kind, item.Shape, samples, options.TimeProvider);

    private ItemWriter Writer(OpenApiOperation operation, RequestItem item) => new(operation, collection, item, options);

    private bool EndsWithSlash => collection.Paths.ItemOperations[0].Path.EndsWith('/');
}
