using GatewayKit.JsonSchema;
using GatewayKit.OpenApi.Mocking.State.Inference;
using GatewayKit.OpenApi.Mocking.State.Storing;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>Returns an item in the form of an operation's response.</summary>
internal sealed class ItemAnswer
{
    private readonly ItemKind _kind;
    private readonly ItemView? _view;
    private readonly int _known;

    public ItemAnswer(ResponseChoice choice, ItemKind kind, ItemView? view)
    {
        (Choice, _kind, _view) = (choice, kind, view);
        _known = view is null ? -1 : kind.ViewOf(view.Whole);
    }

    public ResponseChoice Choice { get; }

    /// <summary>Whether the response contains the item.</summary>
    public bool ShowsItem => _view is not null;

    /// <summary>The view of an item in the response; <c>null</c> if the response contains something else.</summary>
    public static ItemView? View(OpenApiResponse response, string id, Samples samples)
        => MediaTypes.Main(response.Content)?.Schema is { } schema
            && ItemSchema.Find(schema, shape => shape.Properties.ContainsKey(id)) is { } item
                ? ItemView.Of(schema, item, samples)
                : null;

    /// <summary>Creates the response, without a body if the response doesn't declare one or it doesn't contain the item.</summary>
    public StateAnswer Of(StoredItem item)
    {
        var body = _view is null
            ? null
            : _known >= 0 ? item.Views[_known] : _view.Render(item.Value, _kind.Shape, $"{_kind.Name} {item.Key}", new ValidationErrors());
        return new StateAnswer
        {
            Status = Choice.Status,
            Response = Choice.Response,
            Body = body,
            Content = body is { } value ? MediaTypes.Allowing(Choice.Response.Content, value) : [],
        };
    }
}
