using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace GatewayKit.Portal.Email;

/// <summary>Sends messages by SMTP, each with a connection of its own.</summary>
internal sealed class SmtpEmail(PortalSmtpOptions options) : IPortalEmail
{
    private const int TlsPort = 465;

    public async Task SendAsync(PortalMessage message, CancellationToken cancellation = default)
    {
        using var mail = new MimeMessage();
        mail.From.Add(MailboxAddress.Parse(options.From));
        mail.To.Add(new MailboxAddress("", message.To));
        mail.Subject = message.Subject;
        mail.Body = new TextPart("plain") { Text = message.Text };
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(options.Timeout);
        using var client = new SmtpClient();
        await client.ConnectAsync(options.Host, options.Port, Security(), timeout.Token).ConfigureAwait(false);
        if (options.UserName is { } user)
            await client.AuthenticateAsync(user, options.Password ?? "", timeout.Token).ConfigureAwait(false);
        await client.SendAsync(mail, timeout.Token).ConfigureAwait(false);
        await client.DisconnectAsync(quit: true, timeout.Token).ConfigureAwait(false);
    }

    private SecureSocketOptions Security()
        => !options.RequireTls ? SecureSocketOptions.StartTlsWhenAvailable
            : options.Port == TlsPort ? SecureSocketOptions.SslOnConnect
            : SecureSocketOptions.StartTls;
}
