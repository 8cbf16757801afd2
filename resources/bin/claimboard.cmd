@echo off
rem The command line of the packaged application, for Windows: add this folder to your PATH.
rem The program belongs to the windows of the system, so that a terminal would not wait for it; a batch file does.
"%~dp0..\..\Claimboard.exe" --log-level=3 %*
exit /b %ERRORLEVEL%
