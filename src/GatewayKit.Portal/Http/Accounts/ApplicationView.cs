using GatewayKit.Portal.Applications;
using GatewayKit.Portal.Database.Rows;
using GatewayKit.Portal.Subscriptions;

namespace GatewayKit.Portal.Http.Accounts;

/// <summary>The page of an application.</summary>
/// <param name="Form">The frame and its forms.</param>
/// <param name="Application">The application.</param>
/// <param name="Keys">Its keys.</param>
/// <param name="Now">The time.</param>
internal sealed record ApplicationView(
    FormView Form, ApplicationRow Application, IReadOnlyList<ApplicationKey> Keys, DateTimeOffset Now)
{
    /// <summary>Whether the reader is an owner of the application, not only a member.</summary>
    public bool IsOwner { get; init; }

    /// <summary>The times at which its keys were last used, by id; null if that isn't counted.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset>? KeyUses { get; init; }

    /// <summary>A new key, which is shown once; null for none.</summary>
    public string? NewKey { get; init; }

    /// <summary>The reason why the application gets neither keys nor subscriptions; null if it can have both.</summary>
    public string? Problem { get; init; }

    /// <summary>The subscriptions of the application.</summary>
    public IReadOnlyList<SubscriptionRow> Subscriptions { get; init; } = [];

    /// <summary>The plans to which it can subscribe.</summary>
    public IReadOnlyList<PlanChoice> Choices { get; init; } = [];

    /// <summary>Returns the titles of a subscription's API and plan; the ids if the reader doesn't see the API any more.</summary>
    public (string Api, string Plan) TitlesOf(SubscriptionRow row)
        => Choices.FirstOrDefault(choice => SubscriptionRow.KeyOf(choice.Api.Id) == row.Api
            && SubscriptionRow.KeyOf(choice.PlanId) == row.Plan) is { } choice
            ? (choice.Api.Title, choice.PlanTitle)
            : (row.Api, row.Plan);

    /// <summary>Returns the name of the type: the default implementation of a record would include the key.</summary>
    public override string ToString() => nameof(ApplicationView);
}
