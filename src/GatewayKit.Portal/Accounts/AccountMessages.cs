using GatewayKit.Portal.Database.Rows;
using GatewayKit.Portal.Email;

namespace GatewayKit.Portal.Accounts;

/// <summary>The messages to developers. Their links have the configured address.</summary>
internal sealed class AccountMessages(EmailQueue queue, AccountLimits limits, PortalAccountOptions options)
{
    public void SendConfirmation(Developer developer, string token) => Send(
        developer, "Confirm your e-mail address",
        "Someone, probably you, registered with this address. To confirm it, open this link within four hours and enter the password that "
            + $"you chose:\n\n{Link("confirm", developer, token)}\n\nIf it wasn't you, ignore this message.");

    public void SendReset(Developer developer, string token) => Send(
        developer, "Reset your password",
        $"To choose a new password, open this link within four hours:\n\n{Link("reset", developer, token)}\n\n"
            + "If you didn't ask for it, ignore this message.");

    public void SendKnown(Developer developer) => Send(
        developer, "You already have an account",
        $"Someone, probably you, registered with this address, which already has an account. Sign in:\n\n{Root}/account/sign-in\n\n"
            + $"If you forgot your password:\n\n{Root}/account/forgot");

    public void SendRequest(string owner, string application, (string Api, string Plan) to) => Notify(
        owner, "A subscription waits for your approval",
        $"The application '{application}' asks for a subscription to {TextOf(to)}.\n\nApprove or reject it:\n\n{Root}/approvals");

    public void SendDecision(Developer developer, string application, (string Api, string Plan) to, string? rejection) => Notify(
        developer.Email ?? developer.ProviderEmail,
        rejection is null ? "Your subscription is active" : "Your subscription is rejected",
        $"The subscription of the application '{application}' to {TextOf(to)} was {(rejection is null ? "approved" : "rejected")}.\n\n"
            + $"{(rejection is { Length: > 0 } ? $"Reason: {rejection}\n\n" : "")}"
            + $"Your applications:\n\n{Root}/applications");

    public void SendWithdrawal(Developer developer, string application, (string Api, string Plan) to, string reason) => Notify(
        developer.Email ?? developer.ProviderEmail, "Your subscription is withdrawn",
        $"The owner of the API has withdrawn the subscription of the application '{application}' to {TextOf(to)}.\n\n"
            + $"Reason: {reason}\n\nYour applications:\n\n{Root}/applications");

    /// <summary>Invites a developer. The text has neither the name of the application nor that of its owner: a sender could choose
    /// them to advertise something.</summary>
    public void SendInvitation(string address, string sender) => Notify(
        address, "An invitation to an application",
        $"{sender} invites you to share an application at {Root}. To accept, sign in or register with this address:\n\n"
            + $"{Root}/applications\n\nIf you don't know the sender, ignore this message.");

    public void SendBlocked(Developer developer, string subject, string reason) => Notify(
        developer.Email ?? developer.ProviderEmail, $"{subject} is blocked",
        $"{subject} at {Root} is blocked. The keys don't work any more.\n\nReason: {reason}");

    private static string TextOf((string Api, string Plan) titles) => $"the plan '{titles.Plan}' of '{titles.Api}'";

    private string Root => options.Address.TrimEnd('/');

    private string Link(string page, Developer developer, string token)
        => $"{Root}/account/{page}?user={developer.Id}&code={Uri.EscapeDataString(token)}";

    private void Send(Developer developer, string subject, string text)
    {
        if ((developer.Email ?? developer.ProviderEmail) is { } address)
            queue.Add(new PortalMessage { To = address, Subject = subject, Text = text });
    }

    private void Notify(string? address, string subject, string text)
    {
        if (address is not null && limits.TryCountNotice(address))
            queue.AddNotice(new PortalMessage { To = address, Subject = subject, Text = text });
    }
}
